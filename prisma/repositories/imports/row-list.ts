import { type RowStatus, rowStatuses } from '../../../domain/imports/totals';
import type { Database } from '../../client/database';
import { mergedPage, pageSql, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import { differsIn, type RowDifference } from './row-differences';

export interface ListedRow {
  rowNumber: number;
  line: number;
  raw: string;
  status: RowStatus;
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
  /** The claimed call that it repeats: the one that holds it, or that it was resolved against. */
  repeats: RepeatedCall | null;
  flags: string[];
}

/** A row of another import whose sheet has claimed the call, as that file gave it. */
export interface RepeatedCall {
  batchSheet: string;
  importId: string;
  rowNumber: number;
  line: number;
  startedAt: string;
  extension: string | null;
  number: string | null;
  durationSeconds: number | null;
  buy: string | null;
  sell: string | null;
  sameness: 'exact' | 'changed';
  /** The fields in which the two differ. */
  differs: string[];
  /** False if that sheet left it out. */
  billed: boolean;
  /** Why it was left out. */
  leftOut: string | null;
  /**
   * What a person did with this row: `new` treats it as a separate call, `taken-over` bills here what was left out
   * there.
   */
  settled: string | null;
}

export interface RowFilter {
  importId: string;
  status?: string;
  reason?: string;
  differs?: RowDifference;
  /** Row number after which the page begins. */
  after: number;
  limit: number;
}

const longestRaw = 4_000;
const longestCell = 1_000;
/** A page of rows stays small whatever the rows contain: longer texts are truncated, visibly. */
const cut = (column: string, most: number) =>
  `CASE WHEN length(${column}) > ${most} THEN left(${column}, ${most}) || '…' ELSE ${column} END`;

const columns = `row_number AS "rowNumber", line, ${cut('raw', longestRaw)} AS raw, status, reason, detail,
  ${cut('account_code', longestCell)} AS "accountCode", account_id AS "accountId",
  ${cut('extension', longestCell)} AS extension,
  ${cut('number', longestCell)} AS number, ${cut('destination', longestCell)} AS destination,
  started_at AS "startedAt", duration_seconds AS "durationSeconds", buy::text, sell::text, ordinal, resolution,
  array_remove(ARRAY[CASE WHEN coalesce(sell, buy) < 0 THEN 'credit' END,
    CASE WHEN ambiguous_time THEN 'ambiguous time' END,
    CASE WHEN sell < buy THEN 'sell below buy' END, CASE WHEN ordinal > 1 THEN 'twin' END], NULL) AS flags,
  CASE WHEN repeats IS NOT NULL THEN (
    SELECT json_build_object('batchSheet', s.number, 'importId', c.import_id, 'rowNumber', c.row_number, 'line', c.line,
      'startedAt', to_json(c.started_at AT TIME ZONE 'UTC') #>> '{}' || 'Z',
      'extension', ${cut('c.extension', longestCell)}, 'number', ${cut('c.number', longestCell)},
      'durationSeconds', c.duration_seconds, 'buy', c.buy::text, 'sell', c.sell::text,
      'sameness', page.repeats -> 'sameness', 'differs', page.repeats -> 'differs',
      'billed', NOT page.repeats ? 'leftOut',
      'leftOut', page.repeats -> 'leftOut', 'settled', page.repeats -> 'settled')
    FROM import_row c JOIN batch_sheet s ON s.import_id = c.import_id
    WHERE c.import_id = (page.repeats ->> 'importId')::uuid AND c.row_number = (page.repeats ->> 'row')::int)
    END AS repeats`;

/** Rows in file order. Amounts are text at the file's own precision. */
export function listRows(
  database: Database,
  { importId, reason, differs, after, limit, ...filter }: RowFilter,
): Promise<ListedRow[]> {
  // Only a row that repeats a call can differ from one.
  const status = filter.status ?? (differs && 'duplicate');
  const parameters = new Parameters();
  const { add } = parameters;
  const behind = [
    `import_id = ${add(importId)}`,
    `row_number > ${add(after)}`,
    ...(differs ? [differsIn(differs)] : []),
  ];
  const page = { select: `SELECT * FROM import_row r`, order: 'row_number', limit: add(limit) };
  const ofStatus = (one: string) => [...behind, `status = ${add(one)}`];
  const rows =
    reason === undefined
      ? pageSql({
          ...page,
          where: status === undefined ? behind : [...ofStatus(status), ...unlikeMatched(status)],
        })
      : // The index has them by status and reason: one reason can occur with several statuses.
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

/** Inlined, as in the partial index: with a parameter, the planner might not recognise it. */
const unlikeMatched = (status: string): string[] => (status === 'matched' ? [] : [`status <> 'matched'`]);
