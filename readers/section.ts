import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type FooterAmounts, type NotationProof, type ReadRow } from '../domain/imports/read-row';
import { OtherNotation } from './amount-columns';
import { isBlank } from './cells';
import { cellsUsed, type Columns, headerMatcher } from './find-header';
import { footerReader } from './footer';
import { leaveOutRule } from './leave-out';
import { emptyRow, rowReader } from './read-row';
import { type FileRecord } from './records';

/** The column layout of a part of a file: up to its end, or to a header that changes the layout. */
export interface Section {
  columns: Columns;
  leaveOutAt: number[];
  /** Cells of the header line; if there is none, of every row; null if not known. */
  width: number | null;
  /** Cells up to the header's last name; null if the type has no header line. */
  named: number | null;
  /** Fewest cells that a row needs. */
  least?: number;
  /** Cells that a row may have, the last of them blank. */
  widest?: number;
  /** Line of a header that the type does not know: the columns below it are unknown. */
  unknownHeader?: number;
}

/** What a record of a file is. */
export type FoundRecord =
  | { kind: 'blank' | 'leftOut' }
  | { kind: 'footer'; amounts: FooterAmounts }
  /** `bindsAnew`: cells mean something else from there on. */
  | { kind: 'header'; section: Section; bindsAnew: boolean }
  /** With how many cells it stands there; null where they cannot be told apart. */
  | { kind: 'row'; row: ReadRow; cells: number | null };

interface Place {
  timeZone: string;
  currency: string;
}

/**
 * Creates the reader of a section's records.
 * @throws OtherNotation at an amount that proves that its column uses another notation.
 */
export function sectionReader(
  definition: ImportTypeDefinition,
  section: Section,
  { timeZone, currency }: Place,
  otherNotation: NotationProof[],
) {
  const { columns, named, width, widest = null, leaveOutAt, unknownHeader } = section;
  const ofRows = { columns, named, widest, otherNotation, timeZone, currency };
  const readRow = rowReader(definition, { ...ofRows, width: definition.header ? null : width });
  const footers = footerReader(definition, columns, currency, otherNotation);
  const isLeftOut = leaveOutRule(definition, leaveOutAt);
  const headerIn = headerAgain(definition, section);
  /** Cells after the header's last name that are blank or missing do not change a row's width. */
  const widthOf = (cells: string[]): number => {
    if (named === null || width === null || cells.length === width || cells.length < named)
      return cells.length;
    return cells.slice(named).every(isEmpty) ? width : cells.length;
  };

  return {
    read(record: FileRecord, cells: string[] | null, rowNumber: number): FoundRecord {
      if (cells === null) return { kind: 'row', row: readRow(record, cells, rowNumber), cells: null };
      if (isBlank(cells)) return { kind: 'blank' };
      // A header is not a readable row, though a rule may match it: only such lines are examined.
      if (footers.isFooter(cells))
        return (
          headerIn(cells, record.line) ?? { kind: 'footer', amounts: footers.amountsOf(cells, record.line) }
        );
      if (isLeftOut(cells)) {
        const header = headerIn(cells, record.line);
        // A total can prove which notation its column uses.
        if (header === null) footers.amountsOf(cells, record.line);
        return header ?? { kind: 'leftOut' };
      }
      const row = readRow(record, cells, rowNumber);
      if (row.fault !== null || row.ignored !== null) {
        const header = headerIn(cells, record.line);
        if (header !== null) return header;
      }
      const known = unknownHeader === undefined ? row : unread(row, unknownHeader);
      return { kind: 'row', row: known, cells: widthOf(cells) };
    },
    /** Whether a line could be a row of the section, judged by its content. */
    isRow: (cells: string[]): boolean => {
      try {
        return readRow({ ...noRecord, raw: '' }, cells, 0).fault === null;
      } catch (error) {
        if (error instanceof OtherNotation) return true;
        throw error;
      }
    },
  };
}

const isEmpty = (cell: string): boolean => cell.trim() === '';

const noRecord = {
  line: 0,
  nextByte: 0,
  nextLine: 0,
  quoted: false,
  loose: false,
  broken: null,
  damage: null,
};

/** A row below an unknown header: nothing is read from it. */
const unread = ({ rowNumber, line, raw }: ReadRow, header: number): ReadRow => ({
  ...emptyRow({ raw, line }, rowNumber),
  fault: {
    column: '',
    reason:
      `Nothing below line ${header} is read: it is a header whose names the Import Type does not ` +
      'know, or one that names a column twice',
  },
});

/** This many names of known columns in one line make it a header, whatever else it contains. */
const isHeader = (found: number, bound: number): boolean => found >= 3 && found * 2 > bound;

/** Returns a function that tells whether a line is a repeated header, and whether it changes the column layout. */
function headerAgain(definition: ImportTypeDefinition, before: Section) {
  if (!definition.header) return () => null;
  const matchHeader = headerMatcher(definition);
  const bound = Object.keys(before.columns).length;
  const key = ({ columns, leaveOutAt }: Pick<Section, 'columns' | 'leaveOutAt'>) =>
    JSON.stringify([
      Object.entries(columns)
        .map(([column, { index }]) => [column, index])
        .sort(),
      leaveOutAt,
    ]);
  const known = key(before);
  const fewest = Math.min(new Set(Object.values(before.columns).map(({ index }) => index)).size, 3);

  return (cells: string[], line: number): Extract<FoundRecord, { kind: 'header' }> | null => {
    if (cells.length < fewest) return null;
    const found = matchHeader(cells, 'ambiguous too');
    const isWhole = found.missing.length === 0 && !found.ambiguous;
    if (!isWhole && !isHeader(Object.keys(found.columns).length, bound)) return null;
    if (!isWhole) return { kind: 'header', section: { ...before, unknownHeader: line }, bindsAnew: true };
    const { columns, leaveOutAt } = found;
    const width = cells.length;
    const surplus = Math.max((before.widest ?? 0) - (before.width ?? 0), 0);
    const section: Section = {
      columns,
      leaveOutAt,
      width,
      named: cells.findLastIndex((cell) => cell.trim() !== '') + 1,
      least: cellsUsed(columns),
      widest: width + surplus,
    };
    return { kind: 'header', section, bindsAnew: before.unknownHeader !== undefined || key(found) !== known };
  };
}
