import type { Database } from '../../client/database';

export interface ExportLine {
  accountsId: string;
  account: string;
  source: 'row' | 'rounding' | 'tax';
  rowNumber: number | null;
  line: number | null;
  extension: string | null;
  number: string | null;
  destination: string | null;
  /** Local time at the Location, yyyy-mm-dd hh:mm:ss. */
  startedAt: string | null;
  durationSeconds: number | null;
  basis: string;
  markup: string;
  net: string;
  tax: string;
}

/** Few, so that other users of this process get their turn in between. */
const linesAtOnce = 1_000;

/**
 * Lines of a posted sheet: its charges in file order, then the rounding and the tax of each Account. In constant
 * memory.
 */
export async function* exportLines(
  database: Database,
  { sheetId, importId }: { sheetId: string; importId: string },
): AsyncGenerator<ExportLine> {
  for (let after = 0; ;) {
    const lines = await database.query<ExportLine & { rowNumber: number }>(
      `SELECT a.accounts_id AS "accountsId", a.name AS account, c.source, c.row_number AS "rowNumber", r.line,
         r.extension, r.number,
         r.destination, to_char(r.started_at AT TIME ZONE l.time_zone, 'YYYY-MM-DD HH24:MI:SS') AS "startedAt",
         r.duration_seconds AS "durationSeconds", c.basis::text, c.markup::text, c.net::text, '0' AS tax
       FROM charge c JOIN account a ON a.id = c.account_id JOIN location l ON l.id = a.location_id
       LEFT JOIN import_row r ON r.import_id = c.import_id AND r.row_number = c.row_number
       WHERE c.import_id = $4 AND c.reverses IS NULL AND c.sheet_id = $1 AND c.row_number > $2 ORDER BY c.row_number
       LIMIT $3`,
      [sheetId, after, linesAtOnce, importId],
    );
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < linesAtOnce) break;
    after = last.rowNumber;
  }
  for (let after = ''; ;) {
    const lines = await database.query<ExportLine>(
      `SELECT a.accounts_id AS "accountsId", a.name AS account, k.source, NULL AS "rowNumber", NULL AS line,
         NULL AS extension,
       NULL AS number, NULL AS destination, NULL AS "startedAt", NULL AS "durationSeconds", '0' AS basis, '0' AS markup,
       CASE k.source WHEN 'rounding' THEN x.rounding ELSE 0 END::text AS net, CASE k.source WHEN 'tax' THEN x.tax
       ELSE 0 END::text AS tax
     FROM sheet_account x JOIN account a ON a.id = x.account_id CROSS JOIN (VALUES ('rounding'), ('tax')) k (source)
     WHERE x.sheet_id = $1 AND a.accounts_id > $2 ORDER BY a.accounts_id, k.source LIMIT $3`,
      // Both lines of an Account are on the same page.
      [sheetId, after, linesAtOnce],
    );
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < linesAtOnce) return;
    after = last.accountsId;
  }
}
