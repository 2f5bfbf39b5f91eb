import { callFields } from '../../../domain/imports/same-call';

/**
 * In what a repeated call differs from the claimed one: `notation`, in nothing but how number and extension are
 * written.
 */
export const rowDifferences = ['notation', ...callFields] as const;
export type RowDifference = (typeof rowDifferences)[number];

/** The rows `r` that differ so, as SQL. */
export const differsIn = (difference: RowDifference): string =>
  difference === 'notation'
    ? `(r.repeats -> 'differs' ?| ARRAY['number', 'extension']
      AND NOT r.repeats -> 'differs' ?| ARRAY['start', 'duration', 'amount', 'recordId'])`
    : `r.repeats -> 'differs' ? '${difference}'`;
