import type { RowStatus } from '../../../domain/imports/totals';
import type { Database } from '../../client/database';
import { Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import { isSearch, lookedThrough, type RowFilter, rowsInOrder, searched } from './row-filter';

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

export interface RowPage extends RowFilter {
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
export function listRows(database: Database, page: RowPage): Promise<ListedRow[]> {
  const parameters = new Parameters();
  const { add } = parameters;
  const limit = add(page.limit);
  const rows = isSearch(page)
    ? `SELECT near.* FROM (${rowsInOrder(page, parameters, add(lookedThrough))}) near
       WHERE ${searched(page, parameters)} ORDER BY near.row_number LIMIT ${limit}`
    : rowsInOrder(page, parameters, limit);
  return pageWise<ListedRow>(
    database,
    `SELECT ${columns} FROM (${rows}) page ORDER BY row_number`,
    parameters.values,
  );
}

/**
 * Where to go on if a page is not full because only a part of the rows was looked through: the last row of that part;
 * null if nothing is behind it.
 */
export async function lookedThroughTo(
  database: Database,
  page: RowPage,
  found: ListedRow[],
): Promise<number | null> {
  if (!isSearch(page) || found.length >= page.limit) return null;
  const parameters = new Parameters();
  const near = rowsInOrder(page, parameters, parameters.add(lookedThrough));
  const [last] = await pageWise<{ row: number }>(
    database,
    `SELECT row_number AS row FROM (${near}) near ORDER BY row_number OFFSET ${lookedThrough - 1}`,
    parameters.values,
  );
  return last?.row ?? null;
}

/**
 * The row that begins at a line of the file; null if none does. Lines ascend with rows, and no row is behind the line
 * of its number, so halving finds it in 31 steps at most.
 */
export async function rowAtLine(database: Database, importId: string, line: number): Promise<number | null> {
  const [found] = await database.query<{ row: number }>(
    `WITH RECURSIVE half (low, high) AS (
       SELECT 1::bigint, $2::bigint
       UNION ALL SELECT CASE WHEN r.line < $2 THEN middle + 1 ELSE low END,
         CASE WHEN r.line < $2 THEN high ELSE middle END
       FROM half CROSS JOIN LATERAL (SELECT (low + high) / 2 AS middle) at
       LEFT JOIN LATERAL (SELECT line FROM import_row WHERE import_id = $1 AND row_number = middle) r ON true
       WHERE low < high
     )
     SELECT r.row_number AS row FROM half JOIN import_row r ON r.import_id = $1 AND r.row_number = half.low
     WHERE half.low = half.high AND r.line = $2`,
    [importId, line],
  );
  return found?.row ?? null;
}
