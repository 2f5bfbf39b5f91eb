import { type ImportTypeDefinition } from '../domain/import-type';
import {
  type FooterAmounts,
  type NotationProof,
  type ReadCheckpoint,
  type ReadRow,
} from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { isBlank } from './cells';
import { type Columns, headerMatcher } from './find-header';
import { footerReader } from './footer';
import { leaveOutRule } from './leave-out';
import { rowReader } from './read-row';
import { type FileRecord } from './records';

/** How the columns of a part of a file stand: up to its end, or to a header with its names in another order. */
export interface Section {
  columns: Columns;
  /** Cells up to the header's last name; null where the type has no header line. */
  named: number | null;
  leaveOutAt: number[];
}

/** What a record of a file is. */
export type FoundRecord =
  | { kind: 'blank' | 'leftOut' }
  | { kind: 'footer'; amounts: FooterAmounts }
  | { kind: 'header'; section: Section; bindsAnew: boolean }
  /** With how many cells it stands there; null where they cannot be told apart. */
  | { kind: 'row'; row: ReadRow; cells: number | null };

interface Place {
  timeZone: string;
  currency: string;
}

/**
 * Makes the reader of a section's records.
 * @throws OtherNotation at an amount that proves that its column is written in another notation.
 */
export function sectionReader(
  definition: ImportTypeDefinition,
  section: Section,
  { timeZone, currency }: Place,
  { width, otherNotation }: Pick<ReadCheckpoint, 'width'> & { otherNotation: NotationProof[] },
) {
  const { columns, named, leaveOutAt } = section;
  const ofRows = { columns, named, leaveOutAt, otherNotation, timeZone, currency };
  const readRow = rowReader(definition, { ...ofRows, width: definition.header ? null : width });
  const readFooter = footerReader(definition, columns, currency, otherNotation);
  const isLeftOut = leaveOutRule(definition, leaveOutAt);
  const headerIn = headerAgain(definition, section);
  /** Cells past the header's last name that are blank, or are not there, make no row of another width. */
  const widthOf = (cells: string[]): number =>
    named !== null && width !== null && cells.length >= named && cells.slice(named).every(isEmpty)
      ? width
      : cells.length;

  return {
    read(record: FileRecord, cells: string[] | null, rowNumber: number): FoundRecord {
      if (cells !== null) {
        if (isBlank(cells)) return { kind: 'blank' };
        const amounts = readFooter(cells, record.line);
        if (amounts !== null) return { kind: 'footer', amounts };
        if (isLeftOut(cells)) return { kind: 'leftOut' };
      }
      const row = readRow(record, cells, rowNumber);
      // A header is no row that could be read: only such are looked at.
      const header = row.fault !== null && cells !== null ? headerIn(cells) : null;
      return header ?? { kind: 'row', row, cells: cells && widthOf(cells) };
    },
  };
}

const isEmpty = (cell: string): boolean => cell.trim() === '';

/** Makes what tells whether a line repeats the header, and whether its names stand in another order. */
function headerAgain(definition: ImportTypeDefinition, before: Section) {
  if (!definition.header) return () => null;
  const matchHeader = headerMatcher(definition);
  const key = ({ columns, leaveOutAt }: Pick<Section, 'columns' | 'leaveOutAt'>) =>
    JSON.stringify([
      Object.entries(columns)
        .map(([column, { index }]) => [column, index])
        .sort(),
      leaveOutAt,
    ]);
  const known = key(before);
  const fewest = new Set(Object.values(before.columns).map(({ index }) => index)).size;
  return (cells: string[]): Extract<FoundRecord, { kind: 'header' }> | null => {
    const found = cells.length < Math.min(fewest, 3) ? null : matching(() => matchHeader(cells));
    if (found === null || found.missing.length > 0) return null;
    const { columns, leaveOutAt } = found;
    const named = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return { kind: 'header', section: { columns, leaveOutAt, named }, bindsAnew: key(found) !== known };
  };
}

/** Null where it cannot be known which columns are meant: the line is a row that cannot be read. */
function matching<T>(match: () => T): T | null {
  try {
    return match();
  } catch (error) {
    if (error instanceof BadFileError) return null;
    throw error;
  }
}
