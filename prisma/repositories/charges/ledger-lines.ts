import type { Database } from '../../client/database';
import type { ChargeFilter } from './charge-filter';
import type { ListedCharge } from './charges';
import {
  type ChargePage,
  type ChargePlace,
  chargesAt,
  lookedThroughTo,
  placeOfCharge,
} from './posted-charges';

export interface LedgerLine extends ListedCharge {
  account: string;
  location: string;
  /** yyyy-mm-dd. */
  batchDate: string;
}

const more = {
  columns: `, a.name AS account, l.name AS location, to_char(i.batch_date, 'YYYY-MM-DD') AS "batchDate"`,
  tables: `JOIN charge_import i ON i.id = place.import_id JOIN location l ON l.id = i.location_id`,
};

/** Few, so that other users of this process get their turn in between. */
const linesAtOnce = 1_000;

/** All posted charges that fit, page by page: in constant memory, and without a transaction that lasts. */
export async function* ledgerLines(database: Database, filter: ChargeFilter): AsyncGenerator<LedgerLine> {
  for (let after: ChargePlace | null = null; ;) {
    const page: ChargePage = { ...filter, after, limit: linesAtOnce };
    const lines: LedgerLine[] = await chargesAt<LedgerLine>(database, page, more);
    yield* lines;
    const last = lines.at(-1);
    after =
      last && lines.length === linesAtOnce
        ? placeOfCharge(last)
        : await lookedThroughTo(database, page, lines);
    if (!after) return;
  }
}
