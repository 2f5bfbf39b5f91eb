import { createHash } from 'node:crypto';
import type { Transaction } from '../database';

const rowsPerRange = 10_000;

/**
 * What an approver signs: sha-256 of each range of 10,000 rows, then of those with the leftovers and every Account's
 * rounding and tax. Anything that changes a charge changes it. Rows are taken in PostgreSQL's binary form, which no setting
 * of a session changes.
 */
export async function sheetDigest(tx: Transaction, sheetId: string, importId: string): Promise<string> {
  const ranges = await tx.query<{ sha: string }>(
    `SELECT encode(sha256(string_agg(record_send(ROW(row_number, status, account_id, buy, sell, extension, number, destination,
         started_at, local_date, duration_seconds, fingerprint, ordinal)), ''::bytea ORDER BY row_number)), 'hex') AS sha
     FROM import_row WHERE import_id = $1 GROUP BY (row_number - 1) / $2 ORDER BY (row_number - 1) / $2`,
    [importId, rowsPerRange],
  );
  const [frame] = await tx.query<{ leftovers: string; terms: string }>(
    `SELECT i.totals::text AS leftovers, ROW(s.revision, s.tax_percent, s.markup_percent, s.markup_amount, s.can_be_zero, s.title,
       s.explanations, i.batch_date, i.reference_date, i.reference_text, i.location_id, l.currency, p.id, p.name)::text AS terms
     FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN location l ON l.id = i.location_id
       JOIN product p ON p.id = i.product_id WHERE s.id = $1`,
    [sheetId],
  );
  const accounts = await tx.query<{ line: string }>(
    `SELECT ROW(account_id, rows, basis, markup, adjustments, rounding, net, tax, gross)::text AS line
     FROM sheet_account WHERE sheet_id = $1 ORDER BY account_id`,
    [sheetId],
  );
  const hash = createHash('sha256');
  for (const { sha } of ranges) hash.update(`${sha}\n`);
  hash.update(`${frame?.leftovers}\n${frame?.terms}\n`);
  for (const { line } of accounts) hash.update(`${line}\n`);
  return `sha256:${hash.digest('hex')}`;
}
