import type { RowStatus } from '../../../../domain/imports/totals';
import type { Schema } from '../../../api/client';
import { amountOf } from '../import-parts';

type ActFilter = NonNullable<Schema<'RowAction'>['filter']>;

/** Which rows are listed: as in the address. */
export interface RowFilter {
  status: RowStatus | undefined;
  reason: string | undefined;
  differs: ActFilter['differs'];
}

/** What is looked for among those rows: as in the address. */
export interface RowSearch {
  code: string | undefined;
  line: string | undefined;
  numberEnd: string | undefined;
  text: string | undefined;
}

/** Something is looked for: rows that fit are changed by ticks only, not all at once. */
export const isSearched = (search: RowSearch): boolean => Object.values(search).some(Boolean);

type Counted = Pick<Schema<'ChargeImport'>, 'rows' | 'amount' | 'unmatchedReasons'>;

/** How many rows fit, and their sum, where the API has counted them. */
export function countOfFilter(
  found: Counted,
  { status, reason, differs }: RowFilter,
): { rows?: number; sum?: string } {
  if (differs !== undefined) return {};
  if (reason === undefined)
    return { rows: found.rows[status ?? 'file'], sum: amountOf(found, status ?? 'file') };
  return status === 'unmatched' ? { rows: found.unmatchedReasons[reason] ?? 0 } : {};
}
