/** How a call-charges file is read, as data. Versioned: an import remembers the version that read it. */
export interface ImportTypeDefinition {
  delimiter: string;
  encoding: string;
  /** True: column names are searched for in the first 20 lines. False: `columns` hold positions, from 1, as text. */
  header: boolean;
  columns: Partial<Record<ImportColumn, string[]>>;
  dateFormat?: string;
  timeFormat?: string;
  /** Format of the one column `timestamp`, where date and time are not apart. */
  timestampFormat?: string;
  /** IANA zone of the file's times; the Location's where absent. */
  timeZone?: string;
  /** Accepted notations, tried in order: "seconds", "mm:ss", "hh:mm:ss", joined by " | ". */
  duration: string;
  decimal: string;
  thousands?: string;
  unit: 'major' | 'minor';
  /**
   * How many cells each row has, where there is no header line to tell; absent in types of before: the file's rows
   * are counted.
   */
  cells?: number;
  /** `reversed`: the file gives what is charged as negative amounts, as what is taken off a balance. */
  sign?: 'reversed';
  /** A line whose first cell is this text is the footer: its amounts are checked, not charged. */
  footer?: { firstCell: string };
  /** Lines that are no calls, such as totals and subtotals: left out of the rows, and counted. */
  leaveOut?: LeaveOutRule[];
  /** Rows to ignore: the named column equals one of the values. */
  skip?: { column: ImportColumn; equals: string[] }[];
  ignoreZero: boolean;
}

/** Leaves out lines whose cell in a column is one of these texts, or begins with one of them; compared as names are. */
export interface LeaveOutRule {
  /**
   * Any column of the file: a name in its header, a column of this type, or a position where there is no header line.
   */
  column: string;
  equals?: string[];
  startsWith?: string[];
}

/** What an Import Type can say of the cells of a row. */
export const importColumns = [
  'accountCode',
  'extension',
  'number',
  'destination',
  'date',
  'time',
  'timestamp',
  'duration',
  'buyAmount',
  'sellAmount',
  'currency',
  'recordId',
] as const;
export type ImportColumn = (typeof importColumns)[number];
