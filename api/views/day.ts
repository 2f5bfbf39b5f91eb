/** A database date as yyyy-mm-dd. */
export const day = (date: Date | null): string | null => date && date.toISOString().slice(0, 10);
