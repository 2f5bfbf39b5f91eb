/** Rows that matching decides about: not those that are ignored, nor those that cannot be read. @param row Alias of the row. */
export const isOpen = (row: string): string => `${row}.status IN ('matched', 'unmatched', 'duplicate')`;
