/** What codes are compared by: trimmed, case-folded text. "acc-1002 " and "ACC-1002" are one code; "0042" keeps its zeros. */
export function normaliseCode(code: string): string {
  return code.normalize('NFC').trim().toLowerCase();
}
