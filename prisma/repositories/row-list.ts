import type { Database } from '../database';

export interface ListedRow {
  rowNumber: number;
  line: number;
  raw: string;
  status: string;
  reason: string | null;
  detail: string | null;
  accountCode: string | null;
  accountId: string | null;
  extension: string | null;
  number: string | null;
  destination: string | null;
  startedAt: Date | null;
  durationSeconds: number | null;
  buy: string | null;
  sell: string | null;
  ordinal: number;
  resolution: string | null;
  flags: string[];
}

export interface RowFilter {
  importId: string;
  status?: string;
  reason?: string;
  /** Row number after which the page begins. */
  after: number;
  limit: number;
}

/** Rows in file order. Amounts are text at the file's own precision. */
export function listRows(
  database: Database,
  { importId, status, reason, after, limit }: RowFilter,
): Promise<ListedRow[]> {
  return database.query<ListedRow>(
    `SELECT row_number AS "rowNumber", line, raw, status, reason, detail, account_code AS "accountCode", account_id AS "accountId",
       extension, number, destination, started_at AS "startedAt", duration_seconds AS "durationSeconds", buy::text, sell::text,
       ordinal, resolution,
       array_remove(ARRAY[CASE WHEN coalesce(sell, buy) < 0 THEN 'credit' END, CASE WHEN ambiguous_time THEN 'ambiguous time' END,
         CASE WHEN sell < buy THEN 'sell below buy' END, CASE WHEN ordinal > 1 THEN 'twin' END], NULL) AS flags
     FROM import_row WHERE import_id = $1 AND row_number > $2 AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR reason = $4)
     ORDER BY row_number LIMIT $5`,
    [importId, after, status ?? null, reason ?? null, limit],
  );
}
