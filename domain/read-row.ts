import { type ImportColumn } from './import-type';

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
  /** Exact decimal text in major units at the file's own precision ("0.040", "1234.50", "-0.300"); null when absent or unreadable. */
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
  /** Cells up to the header's last name, which every row must have; null where the type has no header line; absent in old checkpoints. */
  named?: number | null;
  /** What the file turned out to be encoded in: a byte order mark overrules the type. */
  encoding: FileEncoding;
  /** The last footer passed so far. */
  footer: FooterAmounts | null;
  /** Rows without a fault so far: a file that ends with none is a bad file. */
  readableRows: number;
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
  /** The footer as it stands, where something in it cannot be read; else null. */
  unreadable: string | null;
}
