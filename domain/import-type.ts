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
  /** A line whose first cell is this text is the footer: its amounts are checked, not charged. */
  footer?: { firstCell: string };
  /** Lines to leave out: the named column equals one of the values. */
  skip?: { column: ImportColumn; equals: string[] }[];
  ignoreZero: boolean;
}

export type ImportColumn =
  | 'accountCode'
  | 'extension'
  | 'number'
  | 'destination'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'duration'
  | 'buyAmount'
  | 'sellAmount'
  | 'currency'
  | 'recordId';
