import { constraintOf } from '../../client/constraint';
import type { Database } from '../../client/database';
import { chargeSqlOf } from './charge-sql';
import type { PostingJob } from './posting';
import { priceTerms, termParameters, termValues } from './price-terms';

export interface RowRange {
  fromRow: number;
  toRow: number;
}

/**
 * Creates the charges of a range. $1 sheet, $2 import, $3 and $4 first and last row, $5 and $6 the halves of the ids,
 * and then the terms.
 */
const insert = `
  INSERT INTO charge (id, sheet_id, account_id, source, import_id, row_number, description, basis, markup, net)
  SELECT ($5 || to_hex($6::bigint + c.row_number))::uuid, $1, c.account_id, 'row', $2, c.row_number, c.description,
    c.basis, c.markup, c.net
  FROM (${chargeSqlOf(termParameters(7), '$2', 'r.row_number BETWEEN $3 AND $4')}) c`;

/**
 * What the ids of a sheet's charges are made of: a UUID of version 8 (RFC 9562, custom layout) of the sheet's own and
 * the row number. Posting again gives the same id; and consecutive ids go to the same index page, where random ones
 * cost a third of the posting time.
 * @returns the first 16 hexadecimal digits, and the others as a number to which the row is added: PostgreSQL makes
 * digits of it faster than it pads a row number with zeros.
 */
function halvesOfIds(sheetId: string): [string, bigint] {
  const hex = sheetId.replaceAll('-', '');
  return [
    `${hex.slice(0, 12)}8${hex.slice(13, 16)}`,
    BigInt.asIntN(64, BigInt(`0xa${hex.slice(17, 20)}`) << 48n),
  ];
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
  const values = [sheetId, importId, fromRow, toRow, ...halvesOfIds(sheetId)];
  const run = (statement: string) =>
    database.transaction(async (tx) =>
      tx.query(statement, [...values, ...termValues(await priceTerms(tx, importId))]),
    );
  try {
    await run(insert);
  } catch (error) {
    if (!thereAlready.includes(constraintOf(error) ?? '')) throw error;
    await run(`${insert} ON CONFLICT DO NOTHING`);
  }
}
