import { fold } from '../../domain/fold';
import type { ReadRow } from '../../domain/read-row';

type Cell = string | number | boolean | null;

/** Columns of the staging table, in the order in which a line carries them. */
export const stagedColumns: { name: string; type: string; of: (row: ReadRow) => Cell }[] = [
  { name: 'row_number', type: 'int', of: (row) => row.rowNumber },
  { name: 'line', type: 'int', of: (row) => row.line },
  { name: 'raw', type: 'text', of: (row) => row.raw },
  { name: 'fault', type: 'text', of: (row) => row.fault?.reason ?? null },
  { name: 'fault_column', type: 'text', of: (row) => row.fault?.column ?? null },
  { name: 'ignored', type: 'text', of: (row) => row.ignored },
  { name: 'account_code', type: 'text', of: (row) => row.accountCode },
  {
    name: 'code_key',
    type: 'text',
    of: (row) => (row.accountCode === null ? null : fold(row.accountCode)),
  },
  { name: 'extension', type: 'text', of: (row) => row.extension },
  { name: 'number', type: 'text', of: (row) => row.number },
  { name: 'destination', type: 'text', of: (row) => row.destination },
  { name: 'started_at', type: 'timestamptz', of: (row) => row.startedAt },
  { name: 'local_date', type: 'date', of: (row) => row.localDate },
  { name: 'ambiguous_time', type: 'boolean', of: (row) => row.ambiguousTime },
  { name: 'duration_seconds', type: 'int', of: (row) => row.durationSeconds },
  { name: 'buy', type: 'numeric', of: (row) => row.buy },
  { name: 'sell', type: 'numeric', of: (row) => row.sell },
  { name: 'record_id', type: 'text', of: (row) => row.recordId },
];

const special = /[\\\t\n\r]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell !== 'string') return String(cell);
  return special.test(cell) ? cell.replace(/[\\\t\n\r]/g, (found) => escapes[found] as string) : cell;
}

/** One row in PostgreSQL's COPY text format, with its line ending. */
function copyLine(row: ReadRow): string {
  let line = copyCell((stagedColumns[0] as (typeof stagedColumns)[number]).of(row));
  for (let index = 1; index < stagedColumns.length; index++)
    line += `\t${copyCell((stagedColumns[index] as (typeof stagedColumns)[number]).of(row))}`;
  return `${line}\n`;
}

const rowsPerBlock = 2_000;

/** Rows in PostgreSQL's COPY text format. */
export function copyBlocks(rows: ReadRow[]): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < rows.length; at += rowsPerBlock)
    blocks.push(
      Buffer.from(
        rows
          .slice(at, at + rowsPerBlock)
          .map(copyLine)
          .join(''),
      ),
    );
  return blocks;
}
