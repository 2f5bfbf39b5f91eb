import { type CellWalk, looseCells, walkCells } from './cell-walk';

/** No record is longer, in code units: what is longer has lost a quote or is no CSV. */
export const MAX_RECORD_UNITS = 65_536;

/** No record has more cells, as no sheet of a spreadsheet has more columns. */
export const MAX_CELLS = 16_384;

export interface RecordShape {
  delimiter: string;
  /** Cells that a record of several lines must have, and no line within it may have; null where that is not known. */
  width: number | null;
  /** Cells that will do for a record of several lines; as many as `width` where absent. */
  least?: number;
  /** Whether a line of another width is a row by itself; none is, where absent. */
  isRow?: (cells: string[]) => boolean;
}

/**
 * How the record that begins at a position ends. `more`: cannot be told yet. `too-long`: its one line is too long.
 * `too-wide`: it has too many cells. `loose`: text stands behind a closing quote. `broken`: a quote is never closed,
 * or takes in what gives no row, so only the first line counts. `doubtful`: a quoted cell would take in lines that
 * are rows by themselves; only the first line counts.
 */
export interface RecordEnd {
  kind: RecordKind;
  /**
   * Position after the record and its line ending; of no meaning where that is not known yet, or the line is too long.
   */
  end: number;
}

export type RecordKind =
  'plain' | 'quoted' | 'loose' | 'broken' | 'doubtful' | 'too-long' | 'too-wide' | 'more';

const MORE: RecordEnd = { kind: 'more', end: -1 };
const TOO_LONG: RecordEnd = { kind: 'too-long', end: -1 };

/**
 * Finds where records end, asked for one after the other. The answers depend on the file alone, never on how much of it
 * is at hand: it is `more` until the line ending, the whole of the longest record, or the end of the file is.
 * All answers together take time in proportion to the units at hand, whatever stands in them.
 */
export class RecordEnds {
  /** Position of the first quote at or after the last record that was asked for; Infinity for none. */
  private nextQuote = -1;
  /** A walk through the text behind an open quote, and how many of its cells have been passed by records since. */
  private ahead: CellWalk | null = null;
  private passed = 0;

  /** @param atEnd `units` reaches to the end of the file. */
  constructor(
    private readonly units: string,
    private readonly atEnd: boolean,
    private readonly shape: RecordShape,
  ) {}

  /** @param start Where the record begins: behind the last one that was asked for. */
  of(start: number): RecordEnd {
    const { units, atEnd } = this;
    const newline = units.indexOf('\n', start);
    if (newline < 0 && !atEnd) return units.length - start > MAX_RECORD_UNITS ? TOO_LONG : MORE;
    const lineEnd = newline < 0 ? units.length : newline;
    const lineAfter = newline < 0 ? units.length : newline + 1;
    if (lineEnd - start > MAX_RECORD_UNITS) return TOO_LONG;
    if (this.hasQuote(start, lineEnd)) return this.ofQuoted(start, lineEnd, lineAfter);
    // Few lines are long enough to have that many cells: only those are looked through.
    const tooWide =
      lineEnd - start >= MAX_CELLS && this.walk(start, false, lineEnd).cells.length >= MAX_CELLS;
    return { kind: tooWide ? 'too-wide' : 'plain', end: lineAfter };
  }

  private hasQuote(start: number, lineEnd: number): boolean {
    if (this.nextQuote < start) {
      const found = this.units.indexOf('"', start);
      this.nextQuote = found < 0 ? Infinity : found;
    }
    return this.nextQuote < lineEnd;
  }

  private ofQuoted(start: number, lineEnd: number, lineAfter: number): RecordEnd {
    const { units, atEnd } = this;
    const { width, least = width } = this.shape;
    const broken: RecordEnd = { kind: 'broken', end: lineAfter };
    const line = this.walk(start, false, lineEnd);
    if (line.outcome !== 'quoted') {
      if (line.cells.length >= MAX_CELLS) return { kind: 'too-wide', end: lineAfter };
      return { kind: line.looseAt >= 0 ? 'loose' : 'quoted', end: lineAfter };
    }
    const further = this.walkAhead(lineAfter);
    if (further === 'open' && !atEnd && units.length - start <= MAX_RECORD_UNITS + 1) return MORE;
    if (further === 'open' || further.end - start > MAX_RECORD_UNITS) return broken;
    // Of several lines, quotes have to be in order: what stands behind a closing one belongs to another row as likely
    // as not.
    if (line.looseAt >= 0 || further.loose) return broken;
    const { end } = further;
    const starts = [...line.cells, ...further.cells];
    const tooFew = starts.length + 1 < (least ?? 0);
    if (width === 0 || (width !== null && (tooFew || this.hasMore(starts[width - 1], end)))) return broken;
    if (starts.length >= MAX_CELLS) return { kind: 'too-wide', end };
    return this.takesInRows(start, end) ? { kind: 'doubtful', end: lineAfter } : { kind: 'quoted', end };
  }

  /**
   * Whether anything but blank cells stands from here on.
   * @param from Where the first cell past the width begins, if there is one.
   */
  private hasMore(from: number | undefined, end: number): boolean {
    if (from === undefined) return false;
    return this.units.slice(from, end).replaceAll(this.shape.delimiter, '').trim() !== '';
  }

  /**
   * How a record goes on whose quote is open at the beginning of a line. Whichever line opened it: from there on it is
   * the same text inside the same quotes, so that one walk serves all, and none is walked twice.
   */
  private walkAhead(lineStart: number): { end: number; cells: number[]; loose: boolean } | 'open' {
    if (this.ahead === null || lineStart >= this.ahead.stop) {
      this.ahead = this.walk(lineStart, true, this.units.length);
      this.passed = 0;
    }
    const { outcome, stop, cells, looseAt } = this.ahead;
    while (this.passed < cells.length && (cells[this.passed] as number) <= lineStart) this.passed++;
    if (outcome === 'quoted' || (outcome === 'unquoted' && !this.atEnd)) return 'open';
    return { end: stop, cells: cells.slice(this.passed), loose: looseAt >= lineStart };
  }

  private walk(from: number, quoted: boolean, until: number): CellWalk {
    return walkCells(this.units, from, quoted, until, this.shape.delimiter);
  }

  /**
   * Whether a line within the record is a row by itself: has the file's width, or reads as a row. The last line of a
   * record whose quote opens in its first cell has the width, too: that one counts only where the first line, quotes
   * aside, is a row as well.
   */
  private takesInRows(start: number, end: number): boolean {
    const { delimiter, width, isRow = () => false } = this.shape;
    if (width === null || width <= 1) return false;
    const ending = this.units[end - 1] === '\n' ? end - 1 : end;
    const [first = '', ...others] = this.units.slice(start, ending).split('\n');
    const last = others.pop() ?? '';
    const fits = (cells: string[]) => cells.length === width || isRow(cells);
    const asItStands = (line: string) => line.split(delimiter);
    const isRowItself = (line: string) => {
      if (line.length < 2) return false;
      return fits(asItStands(line)) || (line.includes('"') && fits(looseCells(line, delimiter)));
    };
    return others.some(isRowItself) || (fits(asItStands(first)) && isRowItself(last));
  }
}
