import { createHash } from 'node:crypto';
import type { Reader, Transaction } from '../../client/database';

const rowsPerRange = 10_000;

const charged = 'row_number, status, account_id, buy, sell, extension, number, destination';

/**
 * How the rows of a range become bytes. A waiting sheet can be verified only in the form that it was completed with, so
 * a form that was ever in use stays.
 */
const forms = {
  /** PostgreSQL's own binary form, which no session setting changes. */
  binary: `string_agg(record_send(ROW(${charged}, started_at, local_date, duration_seconds, fingerprint, ordinal)),
    ''::bytea ORDER BY row_number)`,
  text: `convert_to(string_agg(ROW(${charged}, started_at AT TIME ZONE 'UTC', local_date, duration_seconds,
    encode(fingerprint, 'hex'), ordinal)::text, chr(10) ORDER BY row_number), 'UTF8')`,
};
type Form = keyof typeof forms;

/** A digest's prefix tells how it was made; the first ones were made in either form and do not tell. */
const formsOf: Record<string, Form[]> = { 'sha256-2': ['binary'], sha256: ['binary', 'text'] };

/**
 * What an approver signs: sha-256 of each range of 10,000 rows, then of those with the leftovers and every Account's
 * rounding and tax. Any change to a charge changes it.
 * @param rows What `digestRows` gives.
 */
export const sheetDigest = async (tx: Reader, sheetId: string, rows: string[]): Promise<string> =>
  `sha256-2:${await digestOf(tx, sheetId, rows)}`;

/** Digests the rows of an import, range by range: what takes long in the digest of a sheet. */
export const digestRows = async (reader: Reader, importId: string): Promise<string[]> =>
  inOrder(await digestRanges('binary', reader, importId, { from: 0, step: 1 }));

/** Whether the sheet still is what the digest was made from. */
export async function isStillDigest(
  tx: Transaction,
  { sheetId, importId }: { sheetId: string; importId: string },
  digest: string | null,
): Promise<boolean> {
  const [madeHow = '', hex] = (digest ?? '').split(':');
  for (const form of formsOf[madeHow] ?? []) {
    const odd = tx.beside((reader) => digestRanges(form, reader, importId, { from: 1, step: 2 }));
    const even = await digestRanges(form, tx, importId, { from: 0, step: 2 });
    if ((await digestOf(tx, sheetId, inOrder([...even, ...(await odd())]))) === hex) return true;
  }
  return false;
}

interface RangeDigest {
  range: number;
  /** Null if the import has no row in it. */
  sha: string | null;
}

const digestRanges = (
  form: Form,
  reader: Reader,
  importId: string,
  { from, step }: { from: number; step: number },
): Promise<RangeDigest[]> =>
  reader.query<RangeDigest>(
    // Range by range, so that nothing is sorted on disk.
    `SELECT range, (SELECT encode(sha256(${forms[form]}), 'hex') FROM import_row
       WHERE import_id = $1 AND row_number BETWEEN range * $2 + 1 AND (range + 1) * $2) AS sha
     FROM generate_series($3, (SELECT (max(row_number) - 1) / $2 FROM import_row WHERE import_id = $1), $4) range`,
    [importId, rowsPerRange, from, step],
  );

const inOrder = (ranges: RangeDigest[]): string[] =>
  ranges.sort((one, other) => one.range - other.range).flatMap(({ sha }) => sha ?? []);

async function digestOf(tx: Reader, sheetId: string, ranges: string[]): Promise<string> {
  const [frame] = await tx.query<{ leftovers: string; terms: string }>(
    `SELECT i.totals::text AS leftovers, ROW(s.revision, s.tax_percent, s.markup_percent, s.markup_amount,
       s.can_be_zero, s.title,
       s.explanations, i.batch_date, i.reference_date, i.reference_text, i.location_id, l.currency, p.id,
       p.name)::text AS terms
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
  for (const sha of ranges) hash.update(`${sha}\n`);
  hash.update(`${frame?.leftovers}\n${frame?.terms}\n`);
  for (const { line } of accounts) hash.update(`${line}\n`);
  return hash.digest('hex');
}
