import { rowStatuses } from '../../domain/totals';
import type { Database } from '../database';
import { mergedPage, pageSql, Parameters } from './page-sql';
import { pageWise } from './page-wise';

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

const longestRaw = 4_000;
const longestCell = 1_000;
/** A page of rows stays a page, whatever stands in them: what is longer is cut, and says so. */
const cut = (column: string, most: number) =>
  `CASE WHEN length(${column}) > ${most} THEN left(${column}, ${most}) || '…' ELSE ${column} END`;

const columns = `row_number AS "rowNumber", line, ${cut('raw', longestRaw)} AS raw, status, reason, detail,
  ${cut('account_code', longestCell)} AS "accountCode", account_id AS "accountId", ${cut('extension', longestCell)} AS extension,
  ${cut('number', longestCell)} AS number, ${cut('destination', longestCell)} AS destination, started_at AS "startedAt", duration_seconds AS "durationSeconds", buy::text, sell::text, ordinal, resolution,
  array_remove(ARRAY[CASE WHEN coalesce(sell, buy) < 0 THEN 'credit' END, CASE WHEN ambiguous_time THEN 'ambiguous time' END,
    CASE WHEN sell < buy THEN 'sell below buy' END, CASE WHEN ordinal > 1 THEN 'twin' END], NULL) AS flags`;

/** Rows in file order. Amounts are text at the file's own precision. */
export function listRows(
  database: Database,
  { importId, status, reason, after, limit }: RowFilter,
): Promise<ListedRow[]> {
  const parameters = new Parameters();
  const { add } = parameters;
  const behind = [`import_id = ${add(importId)}`, `row_number > ${add(after)}`];
  const page = { select: `SELECT * FROM import_row`, order: 'row_number', limit: add(limit) };
  const ofStatus = (one: string) => [...behind, `status = ${add(one)}`];
  const rows =
    reason === undefined
      ? pageSql({
          ...page,
          where: status === undefined ? behind : [...ofStatus(status), ...unlikeMatched(status)],
        })
      : // The index has them by status and reason: a reason alone can be that of several.
        mergedPage(
          (status === undefined ? rowStatuses : [status]).map((one) => ({
            ...page,
            where: [...ofStatus(one), `reason = ${add(reason)}`],
          })),
          page,
        );
  return pageWise<ListedRow>(
    database,
    `SELECT ${columns} FROM (${rows}) page ORDER BY row_number`,
    parameters.values,
  );
}

/** In words, as the partial index has it: a parameter would leave it to the planner to see. */
const unlikeMatched = (status: string): string[] => (status === 'matched' ? [] : [`status <> 'matched'`]);
