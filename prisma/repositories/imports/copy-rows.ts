import type { CodeBook } from '../../../domain/accounts/code-book';
import { ExactSum } from '../../../domain/money/exact-sum';
import { fold } from '../../../domain/text/fold';
import type { SeenCalls } from '../../../domain/imports/seen-calls';
import { type RowStatus, rowStatuses } from '../../../domain/imports/totals';
import type { ReadRow } from '../../../domain/imports/read-row';
import { memoize } from '../../../domain/memoize';
import type { BinaryRows } from '../../client/binary-copy';
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
  importId: string;
  codeKey: string | null;
  accountId: string | null;
  status: RowStatus;
  fingerprint: string | null;
}

/** The columns of `import_row` that a row is written with, each with its value. */
const columns: { name: string; write: (into: BinaryRows, written: WrittenRow) => void }[] = [
  { name: 'import_id', write: (into, { importId }) => into.uuid(importId) },
  { name: 'row_number', write: (into, { row }) => into.integer(row.rowNumber) },
  { name: 'line', write: (into, { row }) => into.integer(row.line) },
  { name: 'raw', write: (into, { row }) => into.text(row.raw) },
  { name: 'status', write: (into, { status }) => into.text(status) },
  { name: 'reason', write: (into, { row }) => into.text(row.fault?.reason ?? row.ignored) },
  { name: 'detail', write: (into, { row }) => into.text(row.fault?.column ?? null) },
  { name: 'account_id', write: (into, { accountId }) => into.uuid(accountId) },
  { name: 'account_code', write: (into, { row }) => into.text(row.accountCode) },
  { name: 'code_key', write: (into, { codeKey }) => into.text(codeKey) },
  { name: 'extension', write: (into, { row }) => into.text(row.extension) },
  { name: 'number', write: (into, { row }) => into.text(row.number) },
  { name: 'destination', write: (into, { row }) => into.text(row.destination) },
  { name: 'started_at', write: (into, { row }) => into.timestamptz(row.startedAt) },
  { name: 'local_date', write: (into, { row }) => into.date(row.localDate) },
  { name: 'ambiguous_time', write: (into, { row }) => into.boolean(row.ambiguousTime) },
  { name: 'duration_seconds', write: (into, { row }) => into.integer(row.durationSeconds) },
  { name: 'buy', write: (into, { row }) => into.numeric(row.buy) },
  { name: 'sell', write: (into, { row }) => into.numeric(row.sell) },
  { name: 'record_id', write: (into, { row }) => into.text(row.recordId) },
  { name: 'fingerprint', write: (into, { fingerprint }) => into.bytes(fingerprint) },
];

/** Names of those columns, as COPY takes them. */
export const writtenColumns = columns.map(({ name }) => name).join(', ');

/** The status of a row as it is written, matched to its Account. Why a row is unmatched is determined later. */
function written(row: ReadRow, { importId, accountOf, foldCode }: RowWriting): WrittenRow {
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
  for (const row of rows) {
    const values = written(row, writing);
    if (values.fingerprint !== null) writing.seen?.add(values.fingerprint, row.rowNumber);
    into.begin(columns.length, unitsOf(values));
    for (const { write } of columns) write(into, values);
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
