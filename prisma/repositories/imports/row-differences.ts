import { callFields } from '../../../domain/imports/same-call';

/**
 * The fields in which a repeated call differs from the claimed one: `notation`, if only number and extension are
 * written differently.
 */
export const rowDifferences = ['notation', ...callFields] as const;
export type RowDifference = (typeof rowDifferences)[number];

/** The rows `r` with this difference, as SQL. */
export const differsIn = (difference: RowDifference): string =>
  difference === 'notation'
    ? `(r.repeats -> 'differs' ?| ARRAY['number', 'extension']
      AND NOT r.repeats -> 'differs' ?| ARRAY['start', 'duration', 'amount', 'recordId'])`
    : `r.repeats -> 'differs' ? '${difference}'`;
