import type { Database } from '../../client/database';
import { chargeSql } from './charge-sql';
import { instant } from '../../client/instant';
import { pageWise } from '../../client/page-wise';

export interface ListedCharge {
  id: string | null;
  sheetId: string;
  sheet: { number: string; importId: string; currency: string };
  accountId: string;
  accountsId: string;
  source: string;
  rowNumber: number | null;
  /** Of the file. */
  line: number | null;
  description: string;
  basis: string;
  markup: string;
  net: string;
  /**
   * To the microsecond, which is how the database orders it: with less precision, "after the newest seen" would return
   * that one again.
   */
  postedAt: string | null;
}

/** From charges `c` of Accounts `a`. @param sheetId An expression, as is `importId`. */
export const chargeColumns = (sheetId: string, importId: string) => `c.account_id AS "accountId",
  a.accounts_id AS "accountsId", c.row_number AS "rowNumber", c.basis::text, c.markup::text, c.net::text,
  (SELECT r.line FROM import_row r WHERE r.import_id = ${importId} AND r.row_number = c.row_number) AS line,
  (SELECT json_build_object('number', b.number, 'importId', b.import_id, 'currency', l.currency)
    FROM batch_sheet b JOIN location l ON l.id = b.location_id WHERE b.id = ${sheetId}) AS sheet`;

export interface ChargePage {
  sheetId: string;
  importId: string;
  /** Row number after which the page begins. */
  after: number;
  limit: number;
}

/** Charges of one posted sheet in file order, after a given row; through the index that keeps one charge per row. */
export const postedCharges = (
  database: Database,
  { sheetId, importId, after, limit }: ChargePage,
): Promise<ListedCharge[]> =>
  pageWise<ListedCharge>(
    database,
    `SELECT c.id, c.sheet_id AS "sheetId", c.source, c.description, ${chargeColumns('c.sheet_id', 'c.import_id')},
       ${instant('s.posted_at')} AS "postedAt"
     FROM (SELECT * FROM charge WHERE import_id = $1 AND reverses IS NULL AND sheet_id = $2 AND row_number > $3
       ORDER BY row_number LIMIT $4) c
     JOIN batch_sheet s ON s.id = c.sheet_id JOIN account a ON a.id = c.account_id ORDER BY c.row_number`,
    [importId, sheetId, after, limit],
  );

/** What a sheet that has not been posted yet would charge, in file order. */
export function previewCharges(
  database: Database,
  { sheetId, importId, after, limit }: ChargePage,
): Promise<ListedCharge[]> {
  return pageWise<ListedCharge>(
    database,
    `SELECT NULL AS id, $1::uuid AS "sheetId", 'row' AS source, c.description, ${chargeColumns('$1', '$2')},
       NULL AS "postedAt"
     FROM (${chargeSql('$2', 'r.row_number > $3')}
       ORDER BY r.row_number LIMIT $4) c
     JOIN account a ON a.id = c.account_id ORDER BY c.row_number`,
    [sheetId, importId, after, limit],
  );
}
