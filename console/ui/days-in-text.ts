/** A day as yyyy-mm-dd that stands alone: not in a cell that is quoted, and not in the name of a file. */
const isoDay = /(?<![\w"“.-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w"”-]|\.\w)/g;

/** A sentence of the API with its days written for people. @param format Of one day. */
export const daysInText = (text: string, format: (day: string) => string): string =>
  text.replace(isoDay, (day) => format(day));
