import type { CodeBook } from '../../../domain/accounts/code-book';
import { ExactSum } from '../../../domain/money/exact-sum';
import { fold } from '../../../domain/text/fold';
import type { ReadRow } from '../../../domain/imports/read-row';
import { memoize } from '../../../domain/memoize';
import { fingerprintOf } from './fingerprint';

/** Columns of `import_row` that a row is written with, in the order in which a line carries them. */
export const writtenColumns =
  'import_id, row_number, line, raw, status, reason, detail, account_id, account_code, code_key, extension, number, destination, ' +
  'started_at, local_date, ambiguous_time, duration_seconds, buy, sell, record_id, fingerprint';

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

/** Folds account codes of a file, which says few, again and again. */
export const codeFolder = (): ((code: string) => string) => memoize(fold);

/** One row in PostgreSQL's COPY text format, with its line ending, matched to its Account. Why a row is unmatched comes later. */
function copyLine(row: ReadRow, { importId, accountOf, foldCode }: RowWriting): string {
  const { fault, ignored, raw, accountCode } = row;
  // What the cells hold, stands in the line: where that needs no care, they need none.
  const cell = special.test(raw) ? escaped : asIs;
  // One of which nothing can be seen is none.
  const codeKey = accountCode === null ? null : foldCode(accountCode) || null;
  const isCall = fault === null && ignored === null;
  const account = isCall ? accountOf(codeKey, row.localDate) : null;
  const status = fault ? 'invalid' : ignored ? 'ignored' : account ? 'matched' : 'unmatched';
  const fingerprint = fingerprintOf(row);
  return (
    `${importId}\t${row.rowNumber}\t${row.line}\t${cell(raw)}\t${status}\t${escaped(fault?.reason ?? ignored)}\t` +
    `${escaped(fault?.column ?? null)}\t${asIs(account)}\t${cell(accountCode)}\t${cell(codeKey)}\t${cell(row.extension)}\t` +
    `${cell(row.number)}\t${cell(row.destination)}\t${asIs(row.startedAt)}\t${asIs(row.localDate)}\t${row.ambiguousTime}\t` +
    `${row.durationSeconds ?? '\\N'}\t${asIs(row.buy)}\t${asIs(row.sell)}\t${cell(row.recordId)}\t` +
    `${fingerprint === null ? '\\N' : `\\\\x${fingerprint}`}\n`
  );
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

/** What rows come to, to the last digit, as they were read: kept beside them, so that one lost later is missed. */
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
