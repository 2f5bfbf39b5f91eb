import type { CodeBook } from '../../../domain/accounts/code-book';
import { ExactSum } from '../../../domain/money/exact-sum';
import { fold } from '../../../domain/text/fold';
import type { RowStatus } from '../../../domain/imports/totals';
import type { ReadRow } from '../../../domain/imports/read-row';
import { memoize } from '../../../domain/memoize';
import { fingerprintOf } from './fingerprint';

export interface RowWriting {
  importId: string;
  accountOf: CodeBook;
  foldCode: (code: string) => string;
}

const special = /[\\\t\n\r]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string | null): string =>
  text === null ? '\\N' : text.replace(/[\\\t\n\r]/g, (found) => escapes[found] as string);
const asIs = (text: string | null): string => text ?? '\\N';

/** Folds account codes of a file, which repeats a few of them. */
export const codeFolder = (): ((code: string) => string) => memoize(fold);

/** A row, and how it is written. */
interface WrittenRow {
  row: ReadRow;
  importId: string;
  /** Escapes the cells' text; if the line contains nothing special, no cell does. */
  cell: (text: string | null) => string;
  codeKey: string | null;
  accountId: string | null;
  status: RowStatus;
  fingerprint: string | null;
}

/** The columns of `import_row` that a row is written with, each with its value in PostgreSQL's COPY text format. */
const columns: { name: string; value: (written: WrittenRow) => string }[] = [
  { name: 'import_id', value: ({ importId }) => importId },
  { name: 'row_number', value: ({ row }) => String(row.rowNumber) },
  { name: 'line', value: ({ row }) => String(row.line) },
  { name: 'raw', value: ({ row, cell }) => cell(row.raw) },
  { name: 'status', value: ({ status }) => status },
  { name: 'reason', value: ({ row }) => escaped(row.fault?.reason ?? row.ignored) },
  { name: 'detail', value: ({ row }) => escaped(row.fault?.column ?? null) },
  { name: 'account_id', value: ({ accountId }) => asIs(accountId) },
  { name: 'account_code', value: ({ row, cell }) => cell(row.accountCode) },
  { name: 'code_key', value: ({ codeKey, cell }) => cell(codeKey) },
  { name: 'extension', value: ({ row, cell }) => cell(row.extension) },
  { name: 'number', value: ({ row, cell }) => cell(row.number) },
  { name: 'destination', value: ({ row, cell }) => cell(row.destination) },
  { name: 'started_at', value: ({ row }) => asIs(row.startedAt) },
  { name: 'local_date', value: ({ row }) => asIs(row.localDate) },
  { name: 'ambiguous_time', value: ({ row }) => String(row.ambiguousTime) },
  { name: 'duration_seconds', value: ({ row }) => row.durationSeconds?.toString() ?? '\\N' },
  { name: 'buy', value: ({ row }) => asIs(row.buy) },
  { name: 'sell', value: ({ row }) => asIs(row.sell) },
  { name: 'record_id', value: ({ row, cell }) => cell(row.recordId) },
  { name: 'fingerprint', value: ({ fingerprint }) => (fingerprint === null ? '\\N' : `\\\\x${fingerprint}`) },
];

/** Names of those columns, as COPY takes them. */
export const writtenColumns = columns.map(({ name }) => name).join(', ');

/** The status of a row as it is written, matched to its Account. Why a row is unmatched is determined later. */
function written(row: ReadRow, { importId, accountOf, foldCode }: RowWriting): WrittenRow {
  const { fault, ignored, raw, accountCode } = row;
  // A code without any visible character counts as no code.
  const codeKey = accountCode === null ? null : foldCode(accountCode) || null;
  const isCall = fault === null && ignored === null;
  const accountId = isCall ? accountOf(codeKey, row.localDate) : null;
  return {
    row,
    importId,
    cell: special.test(raw) ? escaped : asIs,
    codeKey,
    accountId,
    status: fault ? 'invalid' : ignored ? 'ignored' : accountId ? 'matched' : 'unmatched',
    fingerprint: fingerprintOf(row),
  };
}

/** One row in PostgreSQL's COPY text format, with its line ending. */
function copyLine(row: ReadRow, writing: RowWriting): string {
  const values = written(row, writing);
  let line = '';
  for (const { value } of columns) line += line === '' ? value(values) : `\t${value(values)}`;
  return `${line}\n`;
}

const rowsPerBlock = 500;

/** Rows in PostgreSQL's COPY text format. */
export function* copyBlocks(rows: ReadRow[], writing: RowWriting): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += rowsPerBlock) {
    let block = '';
    for (let next = at; next < Math.min(at + rowsPerBlock, rows.length); next++)
      block += copyLine(rows[next] as ReadRow, writing);
    yield Buffer.from(block);
  }
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
