import { fold } from '../../../domain/text/fold';
import { rowStatuses } from '../../../domain/imports/totals';
import { mergedPage, type Page, pageSql, type Parameters } from '../../client/page-sql';
import { differsIn, type RowDifference } from './row-differences';

export interface RowFilter {
  importId: string;
  status?: string;
  reason?: string;
  differs?: RowDifference;
  /** An account code, in whatever way it is written. */
  code?: string;
  rowNumber?: number;
  /** Last digits of the number that was called. */
  numberEnd?: string;
  /** Part of the line, whatever its case. */
  text?: string;
  /** Row number after which the page begins. */
  after: number;
}

/** Of a search for what no index has, so many rows are looked through for a page. */
export const lookedThrough = 10_000;

/** Codes of matched rows are in no index: there are as many as rows. */
const isCodeIndexed = ({ status, reason }: RowFilter) =>
  reason !== undefined || (status !== undefined && status !== 'matched');

/** Whether a page may end before it is full, since only a part is looked through. */
export const isSearch = (filter: RowFilter): boolean =>
  filter.text !== undefined ||
  filter.numberEnd !== undefined ||
  (filter.code !== undefined && !isCodeIndexed(filter));

/** Rows in file order, by what an index has. @param limit A placeholder. */
export function rowsInOrder(filter: RowFilter, parameters: Parameters, limit: string): string {
  const { importId, reason, differs, after, code, rowNumber } = filter;
  const { add, where } = parameters;
  // Only a row that repeats a call can differ from one.
  const status = filter.status ?? (differs && 'duplicate');
  const behind = [
    `import_id = ${add(importId)}`,
    `row_number > ${add(after)}`,
    ...where('row_number = ?', rowNumber),
    ...(differs ? [differsIn(differs)] : []),
    ...(isCodeIndexed(filter) ? where('code_key = ?', code && fold(code)) : []),
  ];
  const page: Pick<Page, 'select' | 'order' | 'limit'> = {
    select: `SELECT * FROM import_row r`,
    order: 'row_number',
    limit,
  };
  const ofStatus = (one: string) => [...behind, `status = ${add(one)}`, ...unlikeMatched(one)];
  if (reason === undefined)
    return pageSql({ ...page, where: status === undefined ? behind : ofStatus(status) });
  // The index has them by status and reason: one reason can occur with several statuses.
  return mergedPage(
    (status === undefined ? rowStatuses : [status]).map((one) => ({
      ...page,
      where: [...ofStatus(one), `reason = ${add(reason)}`],
    })),
    page,
  );
}

/** Inlined, as in the partial indexes: with a parameter, the planner might not recognise it. */
const unlikeMatched = (status: string): string[] => (status === 'matched' ? [] : [`status <> 'matched'`]);

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');
/** What stands between the digits of a number. */
const written = `translate(near.number, ' -()./', '')`;

/** For a row `near` of those looked through. */
export function searched(filter: RowFilter, { where }: Parameters): string {
  const { text, numberEnd, code } = filter;
  const conditions = [
    ...where('near.raw ILIKE ?', text && `%${literally(text)}%`),
    ...where(`${written} LIKE ?`, numberEnd && `%${numberEnd}`),
    ...(isCodeIndexed(filter) ? [] : where('near.code_key = ?', code && fold(code))),
  ];
  return conditions.join(' AND ') || 'true';
}
