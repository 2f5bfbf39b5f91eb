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

/** @param column Null: the line as a whole. */
export const whatToDoAboutFault = (column: ImportColumn | null): string =>
  column === null ? aboutLine : aboutCell[column];
