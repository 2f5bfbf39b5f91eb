import { type CellWalk, looseCells, walkCells } from './cell-walk';

/** The longest record in code units: a longer one has lost a quote or is not CSV. */
export const MAX_RECORD_UNITS = 65_536;

/** The most cells of a record, which is the most columns of a spreadsheet. */
export const MAX_CELLS = 16_384;

export interface RecordShape {
  delimiter: string;
  /** Cells that a multi-line record must have, and that no line within it may have; null if not known. */
  width: number | null;
  /** Fewest cells that a multi-line record needs; as many as `width` if absent. */
  least?: number;
  /** Whether a line of another width is a row by itself; none is, if absent. */
  isRow?: (cells: string[]) => boolean;
}

/**
 * How the record that begins at a position ends. `more`: not known yet. `too-long`: its single line is too long.
 * `too-wide`: it has too many cells. `loose`: text follows a closing quote. `broken`: a quote is never closed, or
 * encloses text that does not make a row, so only the first line counts. `doubtful`: a quoted cell would enclose lines
 * that are rows by themselves; only the first line counts.
 */
export interface RecordEnd {
  kind: RecordKind;
  /** Position after the record and its line ending; meaningless if that is not known yet, or the line is too long. */
  end: number;
}

export type RecordKind =
  'plain' | 'quoted' | 'loose' | 'broken' | 'doubtful' | 'too-long' | 'too-wide' | 'more';

const MORE: RecordEnd = { kind: 'more', end: -1 };
const TOO_LONG: RecordEnd = { kind: 'too-long', end: -1 };

/**
 * Finds where records end, asked for in order. The answers depend on the file alone, never on how much of it is
 * available: `more` until the line ending, the whole of the longest record, or the end of the file is. All answers
 * together take time proportional to the available units, whatever they contain.
 */
export class RecordEnds {
  /** Position of the first quote at or after the last record that was asked for; Infinity for none. */
  private nextQuote = -1;
  /** A walk through the text after an open quote, and how many of its cells records have passed since. */
  private ahead: CellWalk | null = null;
  private passed = 0;

  /** @param atEnd `units` reaches to the end of the file. */
  constructor(
    private readonly units: string,
    private readonly atEnd: boolean,
    private readonly shape: RecordShape,
  ) {}

  /** @param start Where the record begins: after the last one that was asked for. */
  of(start: number): RecordEnd {
    const { units, atEnd } = this;
    const newline = units.indexOf('\n', start);
    if (newline < 0 && !atEnd) return units.length - start > MAX_RECORD_UNITS ? TOO_LONG : MORE;
    const lineEnd = newline < 0 ? units.length : newline;
    const lineAfter = newline < 0 ? units.length : newline + 1;
    if (lineEnd - start > MAX_RECORD_UNITS) return TOO_LONG;
    if (this.hasQuote(start, lineEnd)) return this.ofQuoted(start, lineEnd, lineAfter);
    // Few lines are long enough to have that many cells: only those are examined.
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
    // In a multi-line record, quotes must be in order: text after a closing one may just as well belong to another row.
    if (line.looseAt >= 0 || further.loose) return broken;
    const { end } = further;
    const starts = [...line.cells, ...further.cells];
    const tooFew = starts.length + 1 < (least ?? 0);
    if (width === 0 || (width !== null && (tooFew || this.hasMore(starts[width - 1], end)))) return broken;
    if (starts.length >= MAX_CELLS) return { kind: 'too-wide', end };
    return this.takesInRows(start, end) ? { kind: 'doubtful', end: lineAfter } : { kind: 'quoted', end };
  }

  /**
   * Whether anything but blank cells follows.
   * @param from Where the first cell past the width begins, if there is one.
   */
  private hasMore(from: number | undefined, end: number): boolean {
    if (from === undefined) return false;
    return this.units.slice(from, end).replaceAll(this.shape.delimiter, '').trim() !== '';
  }

  /**
   * How a record continues whose quote is open at the beginning of a line. Whichever line opened it, the text from
   * there on is the same, inside the same quotes, so that one walk serves all of them and nothing is walked twice.
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
   * Whether a line within the record is a row by itself: it has the file's width, or reads as a row. The last line of a
   * record whose quote opens in its first cell also has the width: it counts only if the first line, ignoring quotes,
   * is a row as well.
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
