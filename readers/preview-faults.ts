import type { ImportColumn } from '../domain/catalogue/import-type';
import type { ReadRow } from '../domain/imports/read-row';
import { looseCells } from './cell-walk';
import type { Columns } from './find-header';
import { quoteCell } from './quote-cell';

/** Invalid rows that have the same fault, apart from what their cells say. */
export interface FaultKind {
  /** Null: the line as a whole. */
  column: ImportColumn | null;
  /** As the file spells it; empty for the line. */
  header: string;
  rows: number;
  example: ReadRow;
  /** The cell of the example; null for the line. */
  cell: string | null;
}

const maxKinds = 30;

/** Kinds of faults, most frequent first; at most 30, which is more than a file of calls can have. */
export function faultKinds(rows: ReadRow[], columns: Columns, delimiter: string): FaultKind[] {
  const byHeader = new Map(
    (Object.entries(columns) as [ImportColumn, { index: number; header: string }][]).map(
      ([column, { index, header }]) => [header, { column, index }] as const,
    ),
  );
  const kinds = new Map<string, FaultKind>();
  for (const row of rows) {
    if (row.fault === null) continue;
    const { column: header, reason } = row.fault;
    const place = byHeader.get(header);
    const cell = place === undefined ? null : (looseCells(row.raw, delimiter)[place.index] ?? '');
    const key = `${header}\n${withoutValues(reason, cell)}`;
    const known = kinds.get(key);
    if (known) known.rows++;
    else if (kinds.size < maxKinds)
      kinds.set(key, { column: place?.column ?? null, header, rows: 1, example: row, cell });
  }
  return [...kinds.values()].sort((one, other) => other.rows - one.rows);
}

/** The reason without the cell that it quotes, dates and counts. */
function withoutValues(reason: string, cell: string | null): string {
  const quoted =
    cell === null ? reason : reason.replace(quoteCell(cell), '').replace(cell.trim() || ' ', ' ');
  return quoted.replace(/\d+/g, '#');
}
