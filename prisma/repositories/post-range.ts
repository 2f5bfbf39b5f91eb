import { pipeline } from 'node:stream/promises';
import { escapeLiteral } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Database } from '../database';
import { chargeSql } from './charge-sql';
import { constraintOf } from './constraint';
import type { PostingJob } from './posting';

export interface RowRange {
  fromRow: number;
  toRow: number;
}

const columns = 'sheet_id, account_id, source, import_id, row_number, description, basis, markup, net';

/** COPY takes no parameters: ids are written out, and numbers are numbers. A charge of nothing only where the product allows it. */
function chargesOf({ sheetId, importId }: PostingJob, { fromRow, toRow }: RowRange): string {
  const id = `${escapeLiteral(importId)}::uuid`;
  const range = `r.row_number BETWEEN ${Math.trunc(fromRow)} AND ${Math.trunc(toRow)}`;
  return `SELECT ${escapeLiteral(sheetId)}::uuid, c.account_id, 'row'::text, ${id}, c.row_number, c.description, c.basis, c.markup, c.net
    FROM (${chargeSql(id, range)}) c WHERE c.net <> 0 OR c.can_be_zero`;
}

/**
 * Makes the charges of a range of rows; done again, it changes nothing. They go from one connection to another as COPY
 * gives and takes them, which is twice as fast as INSERT … SELECT; where some are there already, that one leaves them out.
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
    if (constraintOf(error) !== 'charge_one_per_row') throw error;
    await database.query(
      `INSERT INTO charge (${columns}) ${charges}
       ON CONFLICT (import_id, row_number) WHERE reverses IS NULL AND import_id IS NOT NULL DO NOTHING`,
    );
  }
}
