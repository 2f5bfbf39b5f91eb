/**
 * Rows that matching decides about: not those that are ignored, nor those that cannot be read.
 * @param row Alias of the row.
 */
export const isOpen = (row: string): string => `${row}.status IN ('matched', 'unmatched', 'duplicate')`;

/**
 * Rows that charge nothing and have their call claimed all the same: those that cannot be read, and what a person
 * ignored.
 */
export const isBystander = (row: string): string =>
  `(${row}.status = 'invalid' OR (${row}.status = 'ignored' AND ${row}.resolution = 'ignored'))`;

/** Rows whose calls are claimed, or held. */
export const hasCall = (row: string): string => `(${isOpen(row)} OR ${isBystander(row)})`;
