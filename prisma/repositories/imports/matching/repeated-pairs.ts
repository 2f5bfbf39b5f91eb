import {
  type Call,
  type CallField,
  differencesOf,
  type Sameness,
  samenessOf,
} from '../../../../domain/imports/same-call';
import type { Transaction } from '../../../client/database';

/** Creates the empty table in which a transaction keeps its pairs. `main`: the one pair that its row is shown with. */
export async function emptyRepeated(tx: Transaction): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS repeated (place serial, row_number int, import_id uuid, claimed_row int,
       batch_sheet text, sameness text, differs jsonb, left_out text, settled boolean, main boolean DEFAULT true)
       ON COMMIT DROP`,
  );
  await tx.query('CREATE INDEX IF NOT EXISTS repeated_row ON repeated (row_number)');
  await tx.query('CREATE INDEX IF NOT EXISTS repeated_claim ON repeated (import_id, claimed_row)');
  await tx.query('TRUNCATE repeated');
}

interface KeptPair {
  row: number;
  importId: string;
  claimedRow: number;
  batchSheet: string;
  sameness: Sameness;
  differs: CallField[];
  leftOut: string | null;
}

type Told = Call & { row: number; amount: string | null };
type Claimed = Told & { importId: string; batchSheet: string; leftOut: string | null };

/** Writes pairs in batches. A row is shown with its first pair; a new one takes precedence over a resolved one. */
export class PairsKept {
  private waiting: KeptPair[] = [];
  private count = 0;

  constructor(
    private readonly tx: Transaction,
    private readonly kind: 'new' | 'settled' = 'new',
  ) {}

  async add(mine: Told, theirs: Claimed): Promise<void> {
    this.waiting.push({
      row: mine.row,
      importId: theirs.importId,
      claimedRow: theirs.row,
      batchSheet: theirs.batchSheet,
      sameness: samenessOf(mine, theirs),
      differs: differencesOf(mine, theirs, [mine.amount, theirs.amount]),
      leftOut: theirs.leftOut,
    });
    if (this.waiting.length >= 5_000) await this.write();
  }

  async end(): Promise<number> {
    await this.write();
    if (this.count === 0) return 0;
    if (this.kind === 'settled')
      await this.tx.query(
        `UPDATE repeated t SET main = false WHERE EXISTS (SELECT FROM repeated f
           WHERE f.row_number = t.row_number AND f.place < t.place)`,
      );
    else
      await this.tx.query(
        `UPDATE repeated t SET main = false WHERE t.settled AND EXISTS (SELECT FROM repeated f
           WHERE f.row_number = t.row_number AND NOT f.settled)`,
      );
    return this.count;
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    this.count += this.waiting.length;
    await this.tx.query(
      `INSERT INTO repeated (row_number, import_id, claimed_row, batch_sheet, sameness, differs, left_out, settled)
       SELECT x.row, x."importId", x."claimedRow", x."batchSheet", x.sameness, x.differs, x."leftOut", $2
       FROM jsonb_to_recordset($1) AS x (row int, "importId" uuid, "claimedRow" int, "batchSheet" text, sameness text,
         differs jsonb, "leftOut" text)`,
      [JSON.stringify(this.waiting), this.kind === 'settled'],
    );
    this.waiting = [];
  }
}
