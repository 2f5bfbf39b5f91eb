import type { Database } from '../../client/database';
import { chargeSql } from './charge-sql';
import { instant } from '../../client/instant';
import { pageWise } from '../../client/page-wise';

export interface ListedCharge {
  id: string | null;
  sheetId: string;
  accountId: string;
  accountsId: string;
  source: string;
  rowNumber: number | null;
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

/** From charges `c` of Accounts `a`. */
export const chargeColumns = `c.account_id AS "accountId", a.accounts_id AS "accountsId", c.row_number AS "rowNumber",
  c.basis::text, c.markup::text, c.net::text`;

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
    `SELECT c.id, c.sheet_id AS "sheetId", c.source, c.description, ${chargeColumns},
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
    `SELECT NULL AS id, $1::uuid AS "sheetId", 'row' AS source, c.description, ${chargeColumns}, NULL AS "postedAt"
     FROM (${chargeSql('$2', 'r.row_number > $3 AND (m.basis + m.markup <> 0 OR terms.can_be_zero)')}
       ORDER BY r.row_number LIMIT $4) c
     JOIN account a ON a.id = c.account_id ORDER BY c.row_number`,
    [sheetId, importId, after, limit],
  );
}
