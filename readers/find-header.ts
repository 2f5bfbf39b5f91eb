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
  const aliasesOf = configured(definition).map(([column, aliases]) => [column, aliases.map(fold)] as const);
  const places = placesOf(new Set(aliasesOf.flatMap(([, aliases]) => aliases)), cells);
  const found: HeaderFound = { columns: {}, missing: [] };
  const twice: string[] = [];
  for (const [column, aliases] of aliasesOf) {
    const place = aliases.map((alias) => places.get(alias)).find((one) => one !== undefined);
    if (place === undefined) {
      if (isNeeded(column, definition)) found.missing.push(column);
      continue;
    }
    const header = (cells[place.index] as string).trim();
    if (place.again) twice.push(header);
    found.columns[column] = { index: place.index, header };
  }
  if (found.missing.length === 0 && twice.length > 0)
    throw new BadFileError(
      'columns-ambiguous',
      `The header names ${twice.map((name) => `"${name}"`).join(', ')} more than once, so it cannot be known which is meant. ` +
        'Rename one of them in the file, or give the Import Type a name that stands there once.',
    );
  return found;
}

/** Where each of these names stands first, and whether it stands there again. */
function placesOf(names: Set<string>, cells: string[]): Map<string, { index: number; again: boolean }> {
  const places = new Map<string, { index: number; again: boolean }>();
  for (const [index, cell] of cells.entries()) {
    const name = fold(cell);
    if (!names.has(name)) continue;
    const first = places.get(name);
    if (first) first.again = true;
    else places.set(name, { index, again: false });
  }
  return places;
}

/** Positions of a type without a header line: its columns are counted from 1. */
export function fixedColumns(definition: ImportTypeDefinition): Columns {
  const columns: Columns = {};
  for (const [column, [position]] of configured(definition))
    columns[column] = { index: Number(position) - 1, header: `Column ${position}` };
  return columns;
}

/** A line that was searched, and what of the header was found in it. */
export interface SearchedLine {
  cells: string[];
  found: HeaderFound;
}

/** Says what was looked for, what came nearest, and the way out. */
export function headerMissing(lines: SearchedLine[], definition: ImportTypeDefinition): BadFileError {
  let nearest: SearchedLine = { cells: [], found: matchHeader([], definition) };
  const hits = ({ found }: SearchedLine) => Object.keys(found.columns).length;
  for (const line of lines) if (hits(line) > hits(nearest)) nearest = line;
  const { missing } = nearest.found;
  const names = missing.map((column) =>
    (definition.columns[column] ?? []).map((alias) => `"${alias}"`).join(' or '),
  );
  const found =
    hits(nearest) > 0
      ? `The nearest line is: ${shorten(nearest.cells.map((cell) => cell.trim()).join(definition.delimiter))}`
      : `No line there has any of the type's column names. The first is: ${shorten(lines[0]?.cells.join(definition.delimiter) ?? '')}`;
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
