import type { RowStatus } from '../../../domain/imports/totals';
import type { Amount } from '../../../domain/money/money';
import type { Reader } from '../../client/database';
import { withoutSort } from '../../client/planner-hints';
import { markupSql } from '../charges/charge-sql';
import { amountValues, type PriceTerms, priceTerms, termParameters } from '../charges/price-terms';

/** How many rows, and what is in their amount columns; an empty cell counts as nothing. */
export interface Figures {
  rows: number;
  buy: Amount;
  sell: Amount;
}

/** Rows by status; unmatched ones by reason, duplicates by what a person did with them, matched ones by Account. */
export interface StatusSums extends Figures {
  status: RowStatus;
  reason: string | null;
  accountId: string | null;
  /** What matched rows are charged; nothing for others. */
  basis: Amount;
  markup: Amount;
}

/** Each row of the import, in one of the sums. */
export const sumRows = async (reader: Reader, importId: string): Promise<StatusSums[]> => [
  ...(await sumMatched(reader, importId, await priceTerms(reader, importId))),
  ...(await sumOthers(reader, importId)),
];

const figures = `count(*)::int AS rows, coalesce(sum(r.buy), 0)::text AS buy, coalesce(sum(r.sell), 0)::text AS sell`;

const given = termParameters(2);

/**
 * By Account: nearly all rows, and so what takes long. What they are charged is a sum that is there already, so only
 * a markup is worked out besides.
 */
export async function sumMatched(reader: Reader, importId: string, terms: PriceTerms): Promise<StatusSums[]> {
  const sums = await withoutSort(reader, () =>
    reader.query<Figures & { accountId: string; markup: Amount }>(
      `SELECT r.account_id AS "accountId", ${figures},
         coalesce(sum(${markupSql(given)}) FILTER (WHERE NOT ${given.hasSell}), 0)::text AS markup
       FROM import_row r WHERE r.import_id = $1 AND r.status = 'matched' GROUP BY r.account_id`,
      [importId, ...amountValues(terms)],
    ),
  );
  return sums.map((sum) => ({
    ...sum,
    status: 'matched',
    reason: null,
    basis: terms.hasSell ? sum.sell : sum.buy,
  }));
}

/** All but the matched ones, which an index knows. */
export async function sumOthers(reader: Reader, importId: string): Promise<StatusSums[]> {
  const sums = await withoutSort(reader, () =>
    reader.query<Figures & { status: RowStatus; reason: string | null }>(
      `SELECT r.status, CASE r.status WHEN 'unmatched' THEN r.reason
           WHEN 'duplicate' THEN nullif(r.resolution, 'discarded') END AS reason, ${figures}
       FROM import_row r WHERE r.import_id = $1 AND r.status <> 'matched' GROUP BY 1, 2`,
      [importId],
    ),
  );
  return sums.map((sum) => ({ ...sum, accountId: null, basis: '0', markup: '0' }));
}
