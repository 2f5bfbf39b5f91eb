import type { CodeBook } from '../../../domain/accounts/code-book';
import { ExactSum } from '../../../domain/money/exact-sum';
import { fold } from '../../../domain/text/fold';
import type { SeenCalls } from '../../../domain/imports/seen-calls';
import { type RowStatus, rowStatuses } from '../../../domain/imports/totals';
import type { ReadRow } from '../../../domain/imports/read-row';
import { memoize } from '../../../domain/memoize';
import { type BinaryRows, uuidBytes } from '../../client/binary-copy';
import { fingerprintOf } from './fingerprint';

export interface RowWriting {
  importId: string;
  accountOf: CodeBook;
  foldCode: (code: string) => string;
  /** Calls of the file so far; null if it is not read from its beginning. */
  seen: SeenCalls | null;
}

/** Folds account codes of a file, which repeats a few of them. */
export const codeFolder = (): ((code: string) => string) => memoize(fold);

/** A row, and how it is written. */
interface WrittenRow {
  row: ReadRow;
  /** As bytes. */
  importId: string;
  codeKey: string | null;
  accountId: string | null;
  status: RowStatus;
  fingerprint: string | null;
}

/** The columns of `import_row` that a row is written with, in the order in which `writeRow` writes their values. */
export const writtenColumns = `import_id, row_number, line, raw, status, reason, detail,
  account_id, account_code, code_key, extension, number, destination,
  started_at, local_date, ambiguous_time, duration_seconds, buy, sell, record_id, fingerprint`;
const columnCount = writtenColumns.split(',').length;

/** Call by call: a loop over functions, one for each column, takes 6 % longer for the whole of reading. */
function writeRow(into: BinaryRows, written: WrittenRow): void {
  const { row, importId, codeKey, accountId, status, fingerprint } = written;
  into.begin(columnCount, unitsOf(written));
  into.bytes(importId);
  into.integer(row.rowNumber);
  into.integer(row.line);
  into.text(row.raw);
  into.text(status);
  into.text(row.fault?.reason ?? row.ignored);
  into.text(row.fault?.column ?? null);
  into.uuid(accountId);
  into.text(row.accountCode);
  into.text(codeKey);
  into.text(row.extension);
  into.text(row.number);
  into.text(row.destination);
  into.timestamptz(row.startedAt);
  into.date(row.localDate);
  into.boolean(row.ambiguousTime);
  into.integer(row.durationSeconds);
  into.numeric(row.buy);
  into.numeric(row.sell);
  into.text(row.recordId);
  into.bytes(fingerprint);
}

/** The status of a row as it is written, matched to its Account. Why a row is unmatched is determined later. */
function written(row: ReadRow, importId: string, { accountOf, foldCode }: RowWriting): WrittenRow {
  const { fault, ignored, accountCode } = row;
  // A code without any visible character counts as no code.
  const codeKey = accountCode === null ? null : foldCode(accountCode) || null;
  const isCall = fault === null && ignored === null;
  const accountId = isCall ? accountOf(codeKey, row.localDate) : null;
  return {
    row,
    importId,
    codeKey,
    accountId,
    status: fault ? 'invalid' : ignored ? 'ignored' : accountId ? 'matched' : 'unmatched',
    fingerprint: fingerprintOf(row),
  };
}

const unitsOf = ({ row, codeKey }: WrittenRow): number => {
  const { raw, accountCode, extension, number, destination, recordId, fault, ignored } = row;
  const reasons = fault === null ? unitsIn(ignored) : fault.reason.length + fault.column.length;
  const codes = unitsIn(accountCode) + unitsIn(codeKey);
  const others = unitsIn(extension) + unitsIn(number) + unitsIn(destination) + unitsIn(recordId);
  return raw.length + reasons + codes + others + longestStatus;
};
const unitsIn = (text: string | null): number => (text === null ? 0 : text.length);
const longestStatus = Math.max(...rowStatuses.map((status) => status.length));

/** Writes rows in PostgreSQL's binary COPY format. @returns blocks that are full. */
export function copyRows(into: BinaryRows, rows: ReadRow[], writing: RowWriting): Buffer[] {
  const importId = uuidBytes(writing.importId);
  for (const row of rows) {
    const values = written(row, importId, writing);
    if (values.fingerprint !== null) writing.seen?.add(values.fingerprint, row.rowNumber);
    writeRow(into, values);
  }
  return into.blocks();
}

/** Totals of the rows as they were read, to the last digit: stored with them, so that a row lost later is noticed. */
export class RowSums {
  private rows = 0;
  private readonly buy = new ExactSum();
  private readonly sell = new ExactSum();

  add(rows: ReadRow[]): void {
    this.rows += rows.length;
    for (const { buy, sell } of rows) {
      if (buy !== null) this.buy.add(buy);
      if (sell !== null) this.sell.add(sell);
    }
  }

  total(): { rows: number; buy: string; sell: string } {
    return { rows: this.rows, buy: this.buy.total(), sell: this.sell.total() };
  }
}
