/**
 * The form in which account codes are compared: composed Unicode (NFC), no white space around (no-break
 * spaces included), lower case. "0042" stays text and keeps its zeros; null and blank codes give "".
 */
export function normaliseCode(code: string | null): string {
  return code === null ? '' : code.normalize('NFC').trim().toLowerCase();
}
