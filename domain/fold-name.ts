/**
 * The form in which names of clients are compared: composed Unicode, no white space around, no case. Up and down
 * again, because only together do they fold "Straße" with "STRASSE".
 */
export const foldName = (name: string): string => name.normalize('NFC').trim().toUpperCase().toLowerCase();
