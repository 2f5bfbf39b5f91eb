import { type ImportColumn } from '../catalogue/import-type';

/** What is wrong with a row: a whole sentence, and the header it is about as the file spells it ("" for the line). */
export interface RowFault {
  column: string;
  reason: string;
}

/** One data line of a call-charges file after reading, before it is matched to an Account. */
export interface ReadRow {
  /** 1, 2, 3 … in file order; the header, a preamble, blank lines and the footer have none. */
  rowNumber: number;
  /** Physical line of the file on which the record begins, from 1. */
  line: number;
  /** The record as it stood in the file, without its line ending. */
  raw: string;
  /** Why the row cannot be used, or null. The column is the header as the file spells it. */
  fault: RowFault | null;
  /** Why the Import Type leaves this row out (a skip rule, a zero), or null. Such a row has no fault. */
  ignored: string | null;
  /** As the file gives it, untrimmed text; null when blank. */
  accountCode: string | null;
  /** This and the texts below are trimmed; null when blank. */
  extension: string | null;
  number: string | null;
  destination: string | null;
  /** Instant, ISO 8601 in UTC; null when it could not be read. */
  startedAt: string | null;
  /** The call's date on the wall at the Location, yyyy-mm-dd. */
  localDate: string | null;
  /** The local time happened twice (clocks went back); the earlier was taken. */
  ambiguousTime: boolean;
  durationSeconds: number | null;
  /**
   * Exact decimal text in major units at the file's own precision ("0.040", "1234.50", "-0.300"); null when absent or
   * unreadable.
   */
  buy: string | null;
  sell: string | null;
  recordId: string | null;
}

/** Where reading goes on after a chunk: everything a new attempt needs, JSON. */
export interface ReadCheckpoint {
  /** Offset into the stored file, in bytes of the file's own encoding, at which the next record begins. */
  byteOffset: number;
  /** sha-256 of the bytes before it, hex; absent in old checkpoints. */
  sha256Before?: string;
  /** Physical line of that record, from 1. */
  line: number;
  /** Row number that the next data row gets. */
  nextRow: number;
  /** Position of each column in the file, and its header, as found in the header line. */
  columns: Partial<Record<ImportColumn, ColumnPosition>>;
  /** Cells of the header line; null where the type has no header line. */
  width: number | null;
  /**
   * Cells up to the header's last column that is used: a row can do with so many; absent where all are needed, and in
   * old checkpoints.
   */
  least?: number;
  /**
   * Cells up to the header's last name, which every row must have; null where the type has no header line; absent in
   * old checkpoints.
   */
  named?: number | null;
  /** What the file turned out to be encoded in: a byte order mark overrules the type. */
  encoding: FileEncoding;
  /** The last footer passed so far. */
  footer: FooterAmounts | null;
  /** Rows without a fault so far: a file that has rows, and ends with none of them, is a bad file. */
  readableRows: number;
  /** `cr`: lines end in CR alone. Absent: in LF or CRLF. */
  lineEnd?: 'cr';
  /**
   * Cells that a row may have, the last of them blank, where nine in ten rows have so many; as many as `width` where
   * absent.
   */
  widest?: number;
  /** Line of a header that the Import Type does not know: nothing below it is read. Absent where there is none. */
  unknownHeader?: number;
  /** Why the first invalid row is so, with its line; null where there is none; absent in old checkpoints. */
  firstFault?: string | null;
  /**
   * Where the columns of the type's rules for leaving out stand, in the order of the rules; absent in old checkpoints.
   */
  leaveOutAt?: number[];
  /** How often a header had another width than the one before. */
  reshaped?: number;
  /** How many lines of the file are what; absent in old checkpoints. */
  lines?: LineCounts;
  /**
   * What the footers of earlier sections come to, what all come to, and the last one; absent or null where there is
   * none yet.
   */
  earlierFooters?: FooterAmounts | null;
  allFooters?: FooterAmounts | null;
  lastFooter?: FooterAmounts | null;
  /** What was noticed about the file as a whole; absent in old checkpoints. */
  noticed?: Noticed;
}

/** Lines of a file by what they are: together, all that it has. */
export interface LineCounts {
  /** Rows, with the lines that their quoted cells go on in. */
  rows: number;
  blank: number;
  /** Before the header. */
  preamble: number;
  /** Also where it is repeated. */
  header: number;
  footer: number;
  /** By a rule of the Import Type. */
  leftOut: number;
}

/** What reading notices about a file as a whole, for its warnings. */
export interface Noticed {
  /** Instants, ISO 8601 in UTC; null where no row has one. */
  firstCall: string | null;
  lastCall: string | null;
  /** Amounts that are charged by and are not zero, and how many of those are negative. */
  amounts: number;
  negative: number;
  /** Rows whose number of cells is another than the file's own. */
  width: number | null;
  otherWidths: OtherWidth[];
  /** Columns that turned out to be written in another notation than the Import Type says. */
  otherNotation: NotationProof[];
  /** The type turns signs. */
  reversed: boolean;
  /** Lines at which a header with its names in another order bound the columns anew; the first hundred. */
  boundAnew: number[];
  /** Names of columns that are not there from some such header on. */
  lost: string[];
  /** Lines at which a header stands that the Import Type does not know; the first hundred. */
  unknownHeaders: number[];
  /**
   * The Import Type does not say how many cells a row has: so many were counted, and the first few of them are used.
   */
  counted: { cells: number; used: number } | null;
}

export interface OtherWidth {
  cells: number;
  rows: number;
  /** The first of them. */
  line: number;
}

/** A cell that can only be meant in the notation with the decimal sign that the type takes for the thousands sign. */
export interface NotationProof {
  column: ImportColumn;
  /** As the file spells it. */
  header: string;
  line: number;
  cell: string;
  /** The decimal sign that it is meant with. */
  decimal: string;
}

export interface ColumnPosition {
  /** From 0. */
  index: number;
  /** As the file spells it, trimmed; "Column 3" where the type has no header line. */
  header: string;
}

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Amounts of the footer line, exact decimal text; null where the footer has none that can be read. */
export interface FooterAmounts {
  buy: string | null;
  sell: string | null;
  /**
   * What else several footers of a file can be meant to say: the last one that of all rows, or all of them together.
   */
  or?: { buy: string | null; sell: string | null }[];
  /** The footer as it stands, where something in it cannot be read; else null. */
  unreadable: string | null;
}
