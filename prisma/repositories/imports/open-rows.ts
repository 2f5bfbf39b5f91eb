/**
 * Rows that matching decides about: neither ignored nor unreadable ones.
 * @param row Alias of the row.
 */
export const isOpen = (row: string): string => `${row}.status IN ('matched', 'unmatched', 'duplicate')`;

/** Rows that charge nothing but still have their call claimed: unreadable ones, and those that a person ignored. */
export const isBystander = (row: string): string =>
  `(${row}.status = 'invalid' OR (${row}.status = 'ignored' AND ${row}.resolution = 'ignored'))`;

/** Rows whose calls are claimed, or held. */
export const hasCall = (row: string): string => `(${isOpen(row)} OR ${isBystander(row)})`;
