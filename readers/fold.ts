/** The form in which headers, footer marks and skip values are compared: trimmed (BOM and no-break spaces too), lower case. */
export function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
