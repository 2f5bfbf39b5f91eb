import type { ImportColumn } from '../catalogue/import-type';

const formats = 'Check the format of dates and times in the Import Type, or correct the cell';
const amounts = 'Check the decimal and thousands signs of the Import Type, or correct the cell';
const characters = 'Check the encoding of the Import Type, or export the file again';

/** What to do about a cell that cannot be read, by its column: a sentence without its full stop. */
const aboutCell = {
  accountCode: characters,
  extension: characters,
  number: characters,
  destination: characters,
  recordId: characters,
  date: formats,
  time: formats,
  timestamp: formats,
  duration: 'Check the notation of durations in the Import Type, or correct the cell',
  buyAmount: amounts,
  sellAmount: amounts,
  currency: 'Import calls in another currency at a location that has it',
} as const satisfies Record<ImportColumn, string>;

const aboutLine = 'Correct the line, or export the file again: its cells cannot be told apart';

/** What to do about rows that have no Account, or whose call is another's, by reason. */
const aboutRow: Record<string, string> = {
  'no code': 'Assign the row to an account, or ignore it',
  'unknown code': 'Give the code to an account, assign the row, or ignore it',
  'code of another location': 'Import the file at that location, or give the code to an account here',
  'not effective then': 'Change the dates of the code, assign the row, or ignore it',
  'tenancy not begun': 'Check the first day of the tenancy, assign the row, or ignore it',
  'account closed': 'Check the last day of the tenancy, assign the row, or ignore it',
  'already imported': 'Discard the row, or release it if it is another call',
  changed:
    'Compare it with the row that it repeats: discard it, release it, or set it aside for a correction',
  'left out, not billed': 'Release the row to bill it here, or discard it',
};

/** @param reason As matching gives it. */
export const whatToDoAboutRow = (reason: string | null): string =>
  aboutRow[reason ?? ''] ?? 'Look at the row in the import';

/** @param column Null: the line as a whole. */
export const whatToDoAboutFault = (column: ImportColumn | null): string =>
  column === null ? aboutLine : aboutCell[column];
