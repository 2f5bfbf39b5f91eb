import { constraintOf } from '../../client/constraint';
import type { Database } from '../../client/database';
import { chargeSql } from './charge-sql';
import type { PostingJob } from './posting';

export interface RowRange {
  fromRow: number;
  toRow: number;
}

/**
 * Creates the charges of a range. $1 sheet, $2 import, $3 and $4 first and last row, $5 beginning of the ids. A charge
 * of zero only if the product allows it.
 */
const insert = `
  INSERT INTO charge (id, sheet_id, account_id, source, import_id, row_number, description, basis, markup, net)
  SELECT ($5 || lpad(to_hex(c.row_number), 12, '0'))::uuid, $1, c.account_id, 'row', $2, c.row_number, c.description,
    c.basis, c.markup, c.net
  FROM (${chargeSql('$2', 'r.row_number BETWEEN $3 AND $4')}) c WHERE c.net <> 0 OR c.can_be_zero`;

/**
 * The ids of a sheet's charges begin like this: a UUID of version 8 (RFC 9562, custom layout) made of the sheet's own
 * and the row number. Posting again gives the same id; and consecutive ids go to the same index page, where random ones
 * cost a third of the posting time.
 */
function beginningOfIds(sheetId: string): string {
  const hex = sheetId.replaceAll('-', '');
  return `${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17, 20)}`;
}

/** The constraints that report an existing charge of a row: whichever PostgreSQL checks first. */
const thereAlready = ['charge_pkey', 'charge_one_per_row'];

/**
 * Creates the charges of a range of rows; repeating it changes nothing. Whether some exist already is asked only once
 * that has failed: asking for each of them takes half as long again.
 */
export async function postRange(
  database: Database,
  { sheetId, importId }: PostingJob,
  { fromRow, toRow }: RowRange,
): Promise<void> {
  const values = [sheetId, importId, fromRow, toRow, beginningOfIds(sheetId)];
  const run = (statement: string) => database.transaction((tx) => tx.query(statement, values));
  try {
    await run(insert);
  } catch (error) {
    if (!thereAlready.includes(constraintOf(error) ?? '')) throw error;
    await run(`${insert} ON CONFLICT DO NOTHING`);
  }
}
