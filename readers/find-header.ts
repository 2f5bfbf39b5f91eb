import { type ImportColumn, type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type ColumnPosition } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { fold } from '../domain/text/fold';

export type Columns = Partial<Record<ImportColumn, ColumnPosition>>;

/** Whether or not they are in the file, a row does not need these. */
const OPTIONAL: ReadonlySet<ImportColumn> = new Set(['extension', 'number', 'destination']);

/** Lines in which the header is searched for: a preamble before it does no harm. */
export const HEADER_LINES = 20;

export interface HeaderFound {
  columns: Columns;
  /** Positions of the columns in the leave-out rules, in their order. */
  leaveOutAt: number[];
  /** What this line lacks and no row can do without: columns, and names that a leave-out rule uses. */
  missing: string[];
  /** It is ambiguous which of several columns is meant. */
  ambiguous: boolean;
}

/**
 * Cells up to the last one that a row is read from: cells used only by leave-out rules may be missing as well as blank.
 */
export const cellsUsed = (columns: Columns): number =>
  1 + Math.max(...Object.values(columns).map(({ index }) => index));

/** Which parts of a type's header are found in a line of cells. */
export type MatchHeader = (cells: string[], ambiguous?: 'ambiguous too') => HeaderFound;

/**
 * Creates the matcher of header lines: it finds the type's columns, and those of its leave-out rules. Names are
 * compared folded.
 * @throws BadFileError columns-ambiguous if nothing is missing and it is ambiguous which of several columns is meant;
 * not if ambiguous lines were asked for, too.
 */
export function headerMatcher(definition: ImportTypeDefinition): MatchHeader {
  const aliasesOf = configured(definition).map(
    ([column, aliases]) => [column, [...new Set(aliases.map(fold))]] as const,
  );
  const rules = (definition.leaveOut ?? []).map(({ column }) => ({ column, name: fold(column) }));
  const names = new Set([...aliasesOf.flatMap(([, aliases]) => aliases), ...rules.map(({ name }) => name)]);
  const needed = new Set(
    aliasesOf.map(([column]) => column).filter((column) => isNeeded(column, definition)),
  );

  return (cells, ambiguousToo) => {
    const places = placesOf(names, cells);
    const found: HeaderFound = { columns: {}, leaveOutAt: [], missing: [], ambiguous: false };
    const twice: string[][] = [];
    for (const [column, aliases] of aliasesOf) {
      const there = aliases.flatMap((alias) => places.get(alias) ?? []);
      const [first] = there;
      if (first === undefined) {
        if (needed.has(column)) found.missing.push(column);
        continue;
      }
      if (there.length > 1) twice.push(there.map((index) => (cells[index] as string).trim()));
      found.columns[column] = { index: first, header: (cells[first] as string).trim() };
    }
    for (const { column, name } of rules) {
      const own = Object.hasOwn(definition.columns, column)
        ? found.columns[column as ImportColumn]
        : undefined;
      const there = places.get(name) ?? [];
      const index = own?.index ?? there[0];
      if (own === undefined && there.length > 1) twice.push(there.map((at) => (cells[at] as string).trim()));
      if (index === undefined) found.missing.push(column);
      else found.leaveOutAt.push(index);
    }
    found.ambiguous = twice.length > 0;
    if (found.missing.length === 0 && found.ambiguous && !ambiguousToo) throw ambiguous(twice);
    return found;
  };
}

function ambiguous(twice: string[][]): BadFileError {
  const named = twice.map((names) => names.map((name) => `"${shorten(name)}"`).join(' and '));
  return new BadFileError(
    'columns-ambiguous',
    `The header matches one column of the Import Type more than once, ${named.join(', and ')}, so it is not ` +
      'clear which is meant. ' +
      'Rename one of them in the file, or leave only the right one in the Import Type.',
  );
}

/** Positions of each of these names. */
function placesOf(names: Set<string>, cells: string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, cell] of cells.entries()) {
    const name = fold(cell);
    if (!names.has(name)) continue;
    const others = places.get(name);
    if (others) others.push(index);
    else places.set(name, [index]);
  }
  return places;
}

/** Positions of a type without a header line: its columns are numbered from 1. */
export function fixedColumns(definition: ImportTypeDefinition): Pick<HeaderFound, 'columns' | 'leaveOutAt'> {
  const columns: Columns = {};
  for (const [column, [position]] of configured(definition))
    columns[column] = { index: Number(position) - 1, header: `Column ${position}` };
  const leaveOutAt = (definition.leaveOut ?? []).map(
    ({ column }) => columns[column as ImportColumn]?.index ?? Number(column) - 1,
  );
  return { columns, leaveOutAt };
}

/** A line that was searched, and the parts of the header found in it. */
export interface SearchedLine {
  cells: string[];
  found: HeaderFound;
}

/** Says what was searched for, what came nearest, and what to do. */
export function headerMissing(lines: SearchedLine[], definition: ImportTypeDefinition): BadFileError {
  let nearest: SearchedLine = { cells: [], found: headerMatcher(definition)([]) };
  const hits = ({ found }: SearchedLine) => Object.keys(found.columns).length;
  for (const line of lines) if (hits(line) > hits(nearest)) nearest = line;
  const { missing } = nearest.found;
  const names = missing.map((column) =>
    (definition.columns[column as ImportColumn] ?? [column]).map((alias) => `"${alias}"`).join(' or '),
  );
  const found =
    hits(nearest) > 0
      ? `The nearest line is: ${shorten(nearest.cells.map((cell) => cell.trim()).join(definition.delimiter))}`
      : `No line has any of the type's column names. The first line is: ` +
        `${shorten(lines[0]?.cells.join(definition.delimiter) ?? '')}`;
  return new BadFileError(
    'columns-missing',
    `Looked in the first ${HEADER_LINES} lines for the columns ${names.join(', ')}, separated by ` +
      `${JSON.stringify(definition.delimiter)}. ` +
      `${found}. Choose the Import Type that fits this file, or add its column names to the type.`,
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
