/**
 * The form in which account codes, headers, marks and names of the catalogue are compared: composed Unicode (NFC), no
 * white space around (no-break spaces and byte order marks included), lower case. "0042" stays text and keeps its zeros.
 */
export const fold = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/**
 * The form in which names of clients are compared. Up and down again, because only together do they fold "Straße" with
 * "STRASSE".
 */
export const foldName = (name: string): string => fold(name.toUpperCase());
