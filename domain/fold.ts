/** No code, header or name comes near this; composing takes time in the square of the length where marks follow marks. */
const longestComposed = 1_000;

/**
 * The form in which account codes, headers, marks and names of the catalogue are compared: composed Unicode (NFC), no
 * white space around (no-break spaces and byte order marks included), lower case. "0042" stays text and keeps its zeros.
 * What is longer than 1,000 characters is left as it is composed.
 */
export function fold(text: string): string {
  const trimmed = text.trim();
  return (trimmed.length > longestComposed ? trimmed : trimmed.normalize('NFC')).toLowerCase();
}

/**
 * The form in which names of clients are compared. Up and down again, because only together do they fold "Straße" with
 * "STRASSE".
 */
export const foldName = (name: string): string => fold(name.toUpperCase());
