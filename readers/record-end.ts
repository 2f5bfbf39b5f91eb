import { type CellWalk, walkCells } from './cell-walk';

/** No record is longer, in code units: what is longer has lost a quote or is no CSV. */
export const MAX_RECORD_UNITS = 65_536;

/** No record has more cells, as no sheet of a spreadsheet has more columns. */
export const MAX_CELLS = 16_384;

export interface RecordShape {
  delimiter: string;
  /** Cells that a record must have; null when no header told. */
  width: number | null;
}

/**
 * How the record that begins at a position ends.
 * `more`: cannot be told yet. `too-long`: its one line is too long. `too-wide`: it has too many cells.
 * `broken`: a quote is wrong, so only the first line counts. `doubtful`: a quoted cell took in lines that look like
 * rows of their own.
 */
export interface RecordEnd {
  kind: RecordKind;
  /** Position after the record and its line ending; of no meaning where that is not known yet, or the line is too long. */
  end: number;
}

export type RecordKind = 'plain' | 'quoted' | 'broken' | 'doubtful' | 'too-long' | 'too-wide' | 'more';

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
    const { width } = this.shape;
    const broken: RecordEnd = { kind: 'broken', end: lineAfter };
    const line = this.walk(start, false, lineEnd);
    if (line.outcome === 'garbage') return broken;
    const further = line.outcome === 'quoted' ? this.walkAhead(lineAfter) : { end: lineAfter, cells: 0 };
    if (further === 'open' && !atEnd && units.length - start <= MAX_RECORD_UNITS + 1) return MORE;
    if (typeof further === 'string' || further.end - start > MAX_RECORD_UNITS) return broken;
    const { end } = further;
    const cells = 1 + line.cells.length + further.cells;
    if (end > lineAfter && width !== null && cells !== width) return broken;
    if (cells > MAX_CELLS) return { kind: 'too-wide', end };
    return { kind: end > lineAfter && this.holdsRows(start, end) ? 'doubtful' : 'quoted', end };
  }

  /**
   * How a record goes on whose quote is open at the beginning of a line. Whichever line opened it: from there on it is
   * the same text inside the same quotes, so that one walk serves all, and none is walked twice.
   */
  private walkAhead(lineStart: number): { end: number; cells: number } | 'open' | 'garbage' {
    if (this.ahead === null || lineStart >= this.ahead.stop) {
      this.ahead = this.walk(lineStart, true, this.units.length);
      this.passed = 0;
    }
    const { outcome, stop, cells } = this.ahead;
    while (this.passed < cells.length && (cells[this.passed] as number) <= lineStart) this.passed++;
    if (outcome === 'garbage') return 'garbage';
    if (outcome === 'ended' || (outcome === 'unquoted' && this.atEnd))
      return { end: stop, cells: cells.length - this.passed };
    return 'open';
  }

  private walk(from: number, quoted: boolean, until: number): CellWalk {
    return walkCells(this.units, from, quoted, until, this.shape.delimiter);
  }

  private holdsRows(start: number, end: number): boolean {
    const { delimiter, width } = this.shape;
    if (width === null || width <= 1) return false;
    const lines = this.units.slice(start, end).split('\n');
    return lines.some((line) => line.split(delimiter).length >= width);
  }
}
