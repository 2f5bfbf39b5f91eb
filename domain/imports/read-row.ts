import { type ImportColumn } from '../catalogue/import-type';

/**
 * What is wrong with a row: a full sentence, and the header that it is about as the file spells it ("" for the line).
 */
export interface RowFault {
  column: string;
  reason: string;
}

/** One data line of a call-charges file after reading, before it is matched to an Account. */
export interface ReadRow {
  /** 1, 2, 3 … in file order; the header, a preamble, blank lines and the footer have no number. */
  rowNumber: number;
  /** Physical line of the file on which the record begins, from 1. */
  line: number;
  /** The record as it is in the file, without its line ending. */
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
  /** Instant, in milliseconds since 1970-01-01 UTC; null if it could not be read. */
  startedAt: number | null;
  /** The call's local date at the Location, yyyy-mm-dd. */
  localDate: string | null;
  /** The local time occurred twice (clocks went back); the earlier one was taken. */
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

/** Where reading continues after a chunk: everything that a new attempt needs, as JSON. */
export interface ReadCheckpoint {
  /** Offset into the stored file, in bytes of the file's own encoding, at which the next record begins. */
  byteOffset: number;
  /** sha-256 of the bytes before it, hex; absent in old checkpoints. */
  sha256Before?: string;
  /** Physical line of that record, from 1. */
  line: number;
  /** Row number of the next data row. */
  nextRow: number;
  /** Position of each column in the file, and its header, as found in the header line. */
  columns: Partial<Record<ImportColumn, ColumnPosition>>;
  /** Cells of the header line; null if the type has no header line. */
  width: number | null;
  /**
   * Cells up to the last header column that is used: the minimum that a row needs; absent if all are needed, and in old
   * checkpoints.
   */
  least?: number;
  /**
   * Cells up to the header's last name, which every row must have; null if the type has no header line; absent in old
   * checkpoints.
   */
  named?: number | null;
  /** The file's actual encoding: a byte order mark overrides the type. */
  encoding: FileEncoding;
  /** The last footer passed so far. */
  footer: FooterAmounts | null;
  /** Rows without a fault so far: a file that has rows, but none without a fault, is a bad file. */
  readableRows: number;
  /** `cr`: lines end in CR alone. Absent: in LF or CRLF. */
  lineEnd?: 'cr';
  /**
   * Cells that a row may have, the last of them blank, if nine in ten rows have that many; the same as `width` if
   * absent.
   */
  widest?: number;
  /** Line of a header that the Import Type does not know: nothing below it is read. Absent if there is none. */
  unknownHeader?: number;
  /** The fault of the first invalid row, with its line; null if there is none; absent in old checkpoints. */
  firstFault?: string | null;
  /** Positions of the columns in the type's leave-out rules, in the order of the rules; absent in old checkpoints. */
  leaveOutAt?: number[];
  /** How often a header had a different width from the previous one. */
  reshaped?: number;
  /** Number of lines of each kind; absent in old checkpoints. */
  lines?: LineCounts;
  /**
   * Sum of the footers of earlier sections, sum of all of them, and the last one; absent or null if there is none yet.
   */
  earlierFooters?: FooterAmounts | null;
  allFooters?: FooterAmounts | null;
  lastFooter?: FooterAmounts | null;
  /** What was noticed about the file as a whole; absent in old checkpoints. */
  noticed?: Noticed;
  /**
   * From the end of the file until matching: the rows of all calls that came more than once, and maybe of others; null
   * or absent if they are not known.
   */
  repeatedRows?: number[] | null;
}

/** Lines of a file by kind: together, all lines that it has. */
export interface LineCounts {
  /** Rows, including the lines on which their quoted cells continue. */
  rows: number;
  blank: number;
  /** Before the header. */
  preamble: number;
  /** Including where it is repeated. */
  header: number;
  footer: number;
  /** Left out by a rule of the Import Type. */
  leftOut: number;
}

/** What reading notices about a file as a whole, for its warnings. */
export interface Noticed {
  /** Instants, ISO 8601 in UTC; null if no row has one. */
  firstCall: string | null;
  lastCall: string | null;
  /** Amounts that are charged by and are not zero, and how many of them are negative. */
  amounts: number;
  negative: number;
  /** Rows whose number of cells differs from the file's own. */
  width: number | null;
  otherWidths: OtherWidth[];
  /** Columns that turned out to use another notation than the Import Type says. */
  otherNotation: NotationProof[];
  /** The type reverses signs. */
  reversed: boolean;
  /** Lines of headers with names in a different order, which moved the columns; the first hundred. */
  boundAnew: number[];
  /** Names of columns that such a header no longer has. */
  lost: string[];
  /** Lines of headers that the Import Type does not know; the first hundred. */
  unknownHeaders: number[];
  /**
   * The Import Type does not say how many cells a row has: this many were counted, and the first few of them are used.
   */
  counted: { cells: number; used: number } | null;
}

export interface OtherWidth {
  cells: number;
  rows: number;
  /** The first of them. */
  line: number;
}

/** A cell that can only be read with the decimal sign that the type uses as its thousands sign. */
export interface NotationProof {
  column: ImportColumn;
  /** As the file spells it. */
  header: string;
  line: number;
  cell: string;
  /** The decimal sign that it must have. */
  decimal: string;
}

export interface ColumnPosition {
  /** From 0. */
  index: number;
  /** As the file spells it, trimmed; "Column 3" where the type has no header line. */
  header: string;
}

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Amounts of the footer line, exact decimal text; null if the footer has none that can be read. */
export interface FooterAmounts {
  buy: string | null;
  sell: string | null;
  /** The two meanings that several footers of a file can have: the last one covers all rows, or all of them add up. */
  or?: { buy: string | null; sell: string | null }[];
  /** The footer's text, if something in it cannot be read; else null. */
  unreadable: string | null;
}
