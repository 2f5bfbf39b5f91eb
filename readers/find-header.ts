import { type ImportColumn, type ImportTypeDefinition } from '../domain/import-type';
import { type ColumnPosition } from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { fold } from '../domain/fold';

export type Columns = Partial<Record<ImportColumn, ColumnPosition>>;

/** Found in the file or not, a row can do without these. */
const OPTIONAL: ReadonlySet<ImportColumn> = new Set(['extension', 'number', 'destination']);

/** Lines in which a header may stand: a preamble before it does no harm. */
export const HEADER_LINES = 20;

export interface HeaderFound {
  columns: Columns;
  /** Configured columns that this line has not and that no row can do without. */
  missing: ImportColumn[];
}

/**
 * Where the type's columns stand in a line of cells. Names are compared trimmed and without case; of several aliases
 * the first that is there counts.
 * @throws BadFileError when a needed name stands there twice.
 */
export function matchHeader(cells: string[], definition: ImportTypeDefinition): HeaderFound {
  const folded = cells.map(fold);
  const found: HeaderFound = { columns: {}, missing: [] };
  const twice: string[] = [];
  for (const [column, aliases] of configured(definition)) {
    const alias = aliases.map(fold).find((name) => folded.includes(name));
    if (alias === undefined) {
      if (isNeeded(column, definition)) found.missing.push(column);
      continue;
    }
    const index = folded.indexOf(alias);
    const header = (cells[index] as string).trim();
    if (folded.lastIndexOf(alias) !== index) twice.push(header);
    found.columns[column] = { index, header };
  }
  if (found.missing.length === 0 && twice.length > 0)
    throw new BadFileError(
      'columns-ambiguous',
      `The header names ${twice.map((name) => `"${name}"`).join(', ')} more than once, so it cannot be known which is meant. ` +
        'Rename one of them in the file, or give the Import Type a name that stands there once.',
    );
  return found;
}

/** Positions of a type without a header line: its columns are counted from 1. */
export function fixedColumns(definition: ImportTypeDefinition): Columns {
  const columns: Columns = {};
  for (const [column, [position]] of configured(definition))
    columns[column] = { index: Number(position) - 1, header: `Column ${position}` };
  return columns;
}

/**
 * Says what was looked for, what came nearest, and the way out.
 * @param lines Cells of the lines that were searched.
 */
export function headerMissing(lines: string[][], definition: ImportTypeDefinition): BadFileError {
  let nearest = { line: [] as string[], hits: 0 };
  for (const line of lines) {
    const { columns } = matchHeader(line, definition);
    const hits = Object.keys(columns).length;
    if (hits > nearest.hits) nearest = { line, hits };
  }
  const { missing } = matchHeader(nearest.line, definition);
  const names = missing.map((column) =>
    (definition.columns[column] ?? []).map((alias) => `"${alias}"`).join(' or '),
  );
  const found =
    nearest.hits > 0
      ? `The nearest line is: ${shorten(nearest.line.map((cell) => cell.trim()).join(definition.delimiter))}`
      : `No line there has any of the type's column names. The first is: ${shorten(lines[0]?.join(definition.delimiter) ?? '')}`;
  return new BadFileError(
    'columns-missing',
    `Looked in the first ${HEADER_LINES} lines for the columns ${names.join(', ')}, parted by ${JSON.stringify(definition.delimiter)}. ` +
      `${found}. Choose the Import Type that fits this file, or add these names to it.`,
  );
}

function configured(definition: ImportTypeDefinition): [ImportColumn, string[]][] {
  return (Object.entries(definition.columns) as [ImportColumn, string[] | undefined][]).filter(
    (entry): entry is [ImportColumn, string[]] => entry[1] !== undefined,
  );
}

function isNeeded(column: ImportColumn, definition: ImportTypeDefinition): boolean {
  return !OPTIONAL.has(column) || (definition.skip?.some((rule) => rule.column === column) ?? false);
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
