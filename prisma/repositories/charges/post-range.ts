import { pipeline } from 'node:stream/promises';
import { escapeLiteral } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Database } from '../../client/database';
import { chargeSql } from './charge-sql';
import { constraintOf } from '../../client/constraint';
import type { PostingJob } from './posting';

export interface RowRange {
  fromRow: number;
  toRow: number;
}

const columns = 'id, sheet_id, account_id, source, import_id, row_number, description, basis, markup, net';

/**
 * The id of a row's charge: a UUID of version 8 (RFC 9562, custom layout) made of the sheet's own and the row number.
 * Posting again gives the same id; and consecutive ids go to the same index page, where random ones cost a third of the
 * posting time.
 */
function chargeIdSql(sheetId: string): string {
  const hex = sheetId.replaceAll('-', '');
  const head = `${hex.slice(0, 12)}8${hex.slice(13, 16)}a${hex.slice(17, 20)}`;
  return `(${escapeLiteral(head)} || lpad(to_hex(c.row_number), 12, '0'))::uuid`;
}

/**
 * COPY takes no parameters: ids are inlined, and numbers are numbers. A charge of zero only if the product allows it.
 */
function chargesOf({ sheetId, importId }: PostingJob, { fromRow, toRow }: RowRange): string {
  const id = `${escapeLiteral(importId)}::uuid`;
  const range = `r.row_number BETWEEN ${Math.trunc(fromRow)} AND ${Math.trunc(toRow)}`;
  return `SELECT ${chargeIdSql(sheetId)}, ${escapeLiteral(sheetId)}::uuid, c.account_id, 'row'::text, ${id},
    c.row_number, c.description, c.basis, c.markup, c.net
    FROM (${chargeSql(id, range)}) c WHERE c.net <> 0 OR c.can_be_zero`;
}

/** The constraints that report an existing charge of a row: whichever PostgreSQL checks first. */
const thereAlready = ['charge_pkey', 'charge_one_per_row'];

/**
 * Creates the charges of a range of rows; repeating it changes nothing. They are copied from one connection to another,
 * which is twice as fast as INSERT … SELECT; if some exist already, INSERT … SELECT is used and leaves them out.
 */
export async function postRange(database: Database, job: PostingJob, range: RowRange): Promise<void> {
  const charges = chargesOf(job, range);
  try {
    await database.copying((reader, writer) =>
      pipeline(
        reader.query(copyTo(`COPY (${charges}) TO STDOUT (FORMAT binary)`)),
        writer.query(copyFrom(`COPY charge (${columns}) FROM STDIN (FORMAT binary)`)),
      ),
    );
  } catch (error) {
    if (!thereAlready.includes(constraintOf(error) ?? '')) throw error;
    await database.transaction((tx) =>
      tx.query(`INSERT INTO charge (${columns}) ${charges} ON CONFLICT DO NOTHING`),
    );
  }
}
