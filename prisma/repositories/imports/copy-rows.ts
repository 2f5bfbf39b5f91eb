import type { CodeBook } from '../../../domain/accounts/code-book';
import { ExactSum } from '../../../domain/money/exact-sum';
import { fold } from '../../../domain/text/fold';
import type { RowStatus } from '../../../domain/imports/totals';
import type { ReadRow } from '../../../domain/imports/read-row';
import { memoize } from '../../../domain/memoize';
import type { BinaryRows } from '../../client/binary-copy';
import { fingerprintOf } from './fingerprint';

export interface RowWriting {
  importId: string;
  accountOf: CodeBook;
  foldCode: (code: string) => string;
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

type Write = (into: BinaryRows, written: WrittenRow) => void;

/** Writes a value that may be absent. */
const optional =
  <T>(write: (into: BinaryRows, value: T) => void, valueOf: (written: WrittenRow) => T | null): Write =>
  (into, written) => {
    const value = valueOf(written);
    if (value === null) into.null();
    else write(into, value);
  };

const text = (valueOf: (written: WrittenRow) => string | null) =>
  optional((into, value: string) => into.text(value), valueOf);
const uuid = (valueOf: (written: WrittenRow) => string | null) =>
  optional((into, value: string) => into.uuid(value), valueOf);
const integer = (valueOf: (written: WrittenRow) => number | null) =>
  optional((into, value: number) => into.integer(value), valueOf);
const numeric = (valueOf: (written: WrittenRow) => string | null) =>
  optional((into, value: string) => into.numeric(value), valueOf);

/** The columns of `import_row` that a row is written with, each with its value, of the type of the column. */
const columns: { name: string; write: Write }[] = [
  { name: 'import_id', write: uuid(({ importId }) => importId) },
  { name: 'row_number', write: integer(({ row }) => row.rowNumber) },
  { name: 'line', write: integer(({ row }) => row.line) },
  { name: 'raw', write: text(({ row }) => row.raw) },
  { name: 'status', write: text(({ status }) => status) },
  { name: 'reason', write: text(({ row }) => row.fault?.reason ?? row.ignored) },
  { name: 'detail', write: text(({ row }) => row.fault?.column ?? null) },
  { name: 'account_id', write: uuid(({ accountId }) => accountId) },
  { name: 'account_code', write: text(({ row }) => row.accountCode) },
  { name: 'code_key', write: text(({ codeKey }) => codeKey) },
  { name: 'extension', write: text(({ row }) => row.extension) },
  { name: 'number', write: text(({ row }) => row.number) },
  { name: 'destination', write: text(({ row }) => row.destination) },
  {
    name: 'started_at',
    write: optional(
      (into, at: number) => into.timestamptz(at),
      ({ row }) => row.startedAt,
    ),
  },
  {
    name: 'local_date',
    write: optional(
      (into, date: string) => into.date(date),
      ({ row }) => row.localDate,
    ),
  },
  { name: 'ambiguous_time', write: (into, { row }) => into.boolean(row.ambiguousTime) },
  { name: 'duration_seconds', write: integer(({ row }) => row.durationSeconds) },
  { name: 'buy', write: numeric(({ row }) => row.buy) },
  { name: 'sell', write: numeric(({ row }) => row.sell) },
  { name: 'record_id', write: text(({ row }) => row.recordId) },
  {
    name: 'fingerprint',
    write: optional(
      (into, bytes: string) => into.bytes(bytes),
      ({ fingerprint }) => fingerprint,
    ),
  },
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

/** Each cell is part of the line and is written once; the code twice, folded; a reason beside them. */
const unitsOf = ({ row, codeKey }: WrittenRow): number =>
  row.raw.length * 2 + (codeKey?.length ?? 0) + ((row.fault ?? row.ignored) ? reasonUnits(row) : 0) + 64;
const reasonUnits = ({ fault, ignored }: ReadRow): number =>
  (fault?.reason ?? ignored ?? '').length + (fault?.column ?? '').length;

/** Writes rows in PostgreSQL's binary COPY format. */
export function copyRows(into: BinaryRows, rows: ReadRow[], writing: RowWriting): Buffer[] {
  for (const row of rows) {
    const values = written(row, writing);
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
