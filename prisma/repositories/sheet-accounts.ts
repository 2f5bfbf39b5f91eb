import { accountTotal } from '../../domain/money';
import type { Transaction } from '../database';
import { chargeSql } from './charge-sql';

interface AccountSum {
  accountId: string;
  rows: number;
  basis: string;
  markup: string;
  unrounded: string;
}

/** Adds up what each Account owes on a draft, rounds once per Account and taxes; replaces what was there. */
export async function recountAccounts(tx: Transaction, sheetId: string): Promise<void> {
  const [sheet] = await tx.query<{ importId: string; taxPercent: string; currency: string }>(
    `SELECT s.import_id AS "importId", s.tax_percent AS "taxPercent", l.currency FROM batch_sheet s
     JOIN charge_import i ON i.id = s.import_id JOIN location l ON l.id = i.location_id WHERE s.id = $1`,
    [sheetId],
  );
  if (!sheet) throw new Error(`batch sheet ${sheetId} is gone`);
  const sums = await tx.query<AccountSum>(
    `SELECT account_id AS "accountId", count(*)::int AS rows, sum(basis)::text AS basis, sum(markup)::text AS markup,
       sum(basis + markup)::text AS unrounded
     FROM (${chargeSql('$1')}) charges GROUP BY account_id`,
    [sheet.importId],
  );
  const lines = sums.map((sum) => ({
    ...sum,
    ...accountTotal(sum.unrounded, sheet.taxPercent, sheet.currency),
  }));
  // Touched, so that it gets its next version.
  await tx.query('UPDATE batch_sheet SET revision = revision WHERE id = $1', [sheetId]);
  await tx.query('DELETE FROM sheet_account WHERE sheet_id = $1', [sheetId]);
  await tx.query(
    `INSERT INTO sheet_account (sheet_id, account_id, rows, basis, markup, adjustments, rounding, net, tax, gross)
     SELECT $1, "accountId", rows, basis, markup, 0, rounding, net, tax, gross
     FROM jsonb_to_recordset($2) AS line ("accountId" uuid, rows int, basis numeric, markup numeric, rounding numeric,
       net numeric, tax numeric, gross numeric)`,
    [sheetId, JSON.stringify(lines)],
  );
}
