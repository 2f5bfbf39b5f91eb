/** A spreadsheet takes text that begins with one of these for a formula. Source: OWASP, CSV injection. */
const formula = /(^|[\r\n])[=+\-@\t\r]/;

/** Text that a spreadsheet shows and never runs: an apostrophe before what could be a formula. Not for numbers. */
export function safeCell(text: string | null): string {
  if (text === null) return '';
  return formula.test(text) ? `'${text}` : text;
}
