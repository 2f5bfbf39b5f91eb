import { type ImportColumn, type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type ColumnPosition } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { fold } from '../domain/text/fold';

export type Columns = Partial<Record<ImportColumn, ColumnPosition>>;

/** Found in the file or not, a row can do without these. */
const OPTIONAL: ReadonlySet<ImportColumn> = new Set(['extension', 'number', 'destination']);

/** Lines in which a header may stand: a preamble before it does no harm. */
export const HEADER_LINES = 20;

export interface HeaderFound {
  columns: Columns;
  /** Where the columns of the rules for leaving out stand, in their order. */
  leaveOutAt: number[];
  /** What this line has not and no row can do without: columns, and names that a rule for leaving out goes by. */
  missing: string[];
  /** It cannot be known which of several columns is meant. */
  ambiguous: boolean;
}

/**
 * Cells up to the last one that a row is read from: what only tells lines to leave out may be missing as well as blank.
 */
export const cellsUsed = (columns: Columns): number =>
  1 + Math.max(...Object.values(columns).map(({ index }) => index));

/** What of a type's header is found in a line of cells. */
export type MatchHeader = (cells: string[], ambiguous?: 'ambiguous too') => HeaderFound;

/**
 * Makes the matcher of header lines: where the type's columns, and those of its rules for leaving out, stand. Names
 * are compared folded.
 * @throws BadFileError columns-ambiguous when nothing is missing and it cannot be known which of several columns is
 * meant; not where such lines are asked for, too.
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
    `The header has two names for one column of the Import Type, ${named.join(', and ')}, so it cannot ` +
      'be known which is meant. ' +
      'Rename one of them in the file, or leave only the right one in the Import Type.',
  );
}

/** Where each of these names stands. */
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

/** Positions of a type without a header line: its columns are counted from 1. */
export function fixedColumns(definition: ImportTypeDefinition): Pick<HeaderFound, 'columns' | 'leaveOutAt'> {
  const columns: Columns = {};
  for (const [column, [position]] of configured(definition))
    columns[column] = { index: Number(position) - 1, header: `Column ${position}` };
  const leaveOutAt = (definition.leaveOut ?? []).map(
    ({ column }) => columns[column as ImportColumn]?.index ?? Number(column) - 1,
  );
  return { columns, leaveOutAt };
}

/** A line that was searched, and what of the header was found in it. */
export interface SearchedLine {
  cells: string[];
  found: HeaderFound;
}

/** Says what was looked for, what came nearest, and the way out. */
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
      : `No line there has any of the type's column names. The first is: ` +
        `${shorten(lines[0]?.cells.join(definition.delimiter) ?? '')}`;
  return new BadFileError(
    'columns-missing',
    `Looked in the first ${HEADER_LINES} lines for the columns ${names.join(', ')}, parted by ` +
      `${JSON.stringify(definition.delimiter)}. ` +
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
