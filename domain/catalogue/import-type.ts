/** How a call-charges file is read, as data. Versioned: an import remembers the version that read it. */
export interface ImportTypeDefinition {
  delimiter: string;
  encoding: string;
  /** True: column names are searched for in the first 20 lines. False: `columns` hold positions, from 1, as text. */
  header: boolean;
  columns: Partial<Record<ImportColumn, string[]>>;
  dateFormat?: string;
  timeFormat?: string;
  /** Format of the single column `timestamp`, if date and time are not separate. */
  timestampFormat?: string;
  /** IANA zone of the file's times; the Location's where absent. */
  timeZone?: string;
  /** Accepted notations, tried in order: "seconds", "mm:ss", "hh:mm:ss", joined by " | ". */
  duration: string;
  decimal: string;
  thousands?: string;
  unit: 'major' | 'minor';
  /**
   * Number of cells in each row, if there is no header line to tell; absent in older types: then the file's rows are
   * counted.
   */
  cells?: number;
  /** `reversed`: the file gives charges as negative amounts, as deductions from a balance. */
  sign?: 'reversed';
  /** A line whose first cell is this text is the footer: its amounts are checked, not charged. */
  footer?: { firstCell: string };
  /** Lines that are not calls, such as totals and subtotals: not made into rows, but counted. */
  leaveOut?: LeaveOutRule[];
  /** Rows to ignore: the named column equals one of the values. */
  skip?: { column: ImportColumn; equals: string[] }[];
  ignoreZero: boolean;
}

/** Leaves out lines whose cell in a column equals, or begins with, one of these texts; compared in folded form. */
export interface LeaveOutRule {
  /**
   * Any column of the file: a name in its header, a column of this type, or a position where there is no header line.
   */
  column: string;
  equals?: string[];
  startsWith?: string[];
}

/** What an Import Type can say about the cells of a row. */
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
