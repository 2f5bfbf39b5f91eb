import Big from 'big.js';
import { accountTotal } from '../../../domain/money/money';
import type { Transaction } from '../../client/database';

interface AccountSum {
  accountId: string | null;
  rows: number;
  basis: string;
  markup: string;
}

/**
 * What each Account owes on a draft, rounded once per Account and taxed; replaces the previous figures.
 * @param sums of its rows, by Account; rows without one owe nothing.
 * @param awaiting Rows that await a correction.
 */
export async function replaceAccounts(
  tx: Transaction,
  sheetId: string,
  sums: AccountSum[],
  awaiting: number,
): Promise<void> {
  const [sheet] = await tx.query<{ taxPercent: string; currency: string }>(
    `SELECT s.tax_percent AS "taxPercent", l.currency FROM batch_sheet s
     JOIN charge_import i ON i.id = s.import_id JOIN location l ON l.id = i.location_id WHERE s.id = $1`,
    [sheetId],
  );
  if (!sheet) throw new Error(`batch sheet ${sheetId} is gone`);
  const lines = sums
    .filter(({ accountId }) => accountId !== null)
    .map(({ accountId, rows, basis, markup }) => {
      const unrounded = new Big(basis).plus(markup).toFixed();
      return { accountId, rows, basis, markup, ...accountTotal(unrounded, sheet.taxPercent, sheet.currency) };
    });
  // Updated so that it gets its next version.
  await tx.query('UPDATE batch_sheet SET awaiting = $2 WHERE id = $1', [sheetId, awaiting]);
  await tx.query('DELETE FROM sheet_account WHERE sheet_id = $1', [sheetId]);
  await tx.query(
    `INSERT INTO sheet_account (sheet_id, account_id, rows, basis, markup, adjustments, rounding, net, tax, gross)
     SELECT $1, "accountId", rows, basis, markup, 0, rounding, net, tax, gross
     FROM jsonb_to_recordset($2) AS line ("accountId" uuid, rows int, basis numeric, markup numeric, rounding numeric,
       net numeric, tax numeric, gross numeric)`,
    [sheetId, JSON.stringify(lines)],
  );
}
