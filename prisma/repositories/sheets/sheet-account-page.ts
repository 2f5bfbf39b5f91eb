import type { Database } from '../../client/database';
import { Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import type { SheetAccountLine } from './sheet-list';

export interface SheetAccountPage {
  sheetId: string;
  /** Net and id of the last Account on the previous page. */
  after: [string, string] | null;
  limit: number;
}

/** What the Accounts of a sheet owe, the most first. */
export function listSheetAccounts(
  database: Database,
  { sheetId, after, limit }: SheetAccountPage,
): Promise<(SheetAccountLine & { name: string })[]> {
  const parameters = new Parameters();
  const { add } = parameters;
  const where = [
    `sheet_id = ${add(sheetId)}`,
    ...(after
      ? [
          `net <= ${add(after[0])}::numeric`,
          `(net < ${add(after[0])}::numeric OR account_id > ${add(after[1])}::uuid)`,
        ]
      : []),
  ];
  return pageWise<SheetAccountLine & { name: string }>(
    database,
    `SELECT a.id AS "accountId", a.accounts_id AS "accountsId", a.name, x.rows, x.basis::text, x.markup::text,
       x.adjustments::text, x.rounding::text, x.net::text, x.tax::text, x.gross::text
     FROM (SELECT * FROM sheet_account WHERE ${where.join(' AND ')} ORDER BY net DESC, account_id
       LIMIT ${add(limit)}) x
     JOIN account a ON a.id = x.account_id ORDER BY x.net DESC, x.account_id`,
    parameters.values,
  );
}
