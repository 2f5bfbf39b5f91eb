/** How a walk over the cells of a record ended. */
export interface CellWalk {
  /**
   * `ended`: at a line break outside quotes. `quoted` and `unquoted`: at `until`, inside a quoted cell or outside one.
   */
  outcome: 'ended' | 'quoted' | 'unquoted';
  /** Position after the line break, or `until`. */
  stop: number;
  /** Where each further cell begins. */
  cells: number[];
  /** Last position at which text follows a closing quote; -1 if none. */
  looseAt: number;
}

const LINE_FEED = 10;
const QUOTE = 34;

/**
 * Walks from cell to cell, across line breaks inside quotes. Text after a closing quote belongs to the cell, as it is.
 * @param from Beginning of a cell or, with `quoted`, a position inside a quoted one.
 * @param until The walk goes no further: the end of a line, or of the available text.
 */
export function walkCells(
  units: string,
  from: number,
  quoted: boolean,
  until: number,
  delimiter: string,
): CellWalk {
  const separator = delimiter.charCodeAt(0);
  const cells: number[] = [];
  let looseAt = -1;
  let at = from;
  let inQuotes = quoted;
  if (!inQuotes && at < until && units[at] === '"') {
    inQuotes = true;
    at++;
  }
  for (;;) {
    if (inQuotes) {
      const close = closingQuote(units, at, until);
      if (close < 0) return { outcome: 'quoted', stop: until, cells, looseAt };
      at = close + 1;
      if (units[at] === '\r' && (units[at + 1] === '\n' || at + 1 === units.length)) at++;
      if (at < until && !isEndOfCell(units.charCodeAt(at), separator)) looseAt = at;
    }
    while (at < until && !isEndOfCell(units.charCodeAt(at), separator)) at++;
    if (at >= until) return { outcome: 'unquoted', stop: until, cells, looseAt };
    if (units.charCodeAt(at) === LINE_FEED) return { outcome: 'ended', stop: at + 1, cells, looseAt };
    cells.push(++at);
    inQuotes = at < until && units[at] === '"';
    if (inQuotes) at++;
  }
}

const isEndOfCell = (unit: number, separator: number): boolean => unit === separator || unit === LINE_FEED;

function closingQuote(units: string, from: number, until: number): number {
  for (let at = from; ; at += 2) {
    at = units.indexOf('"', at);
    if (at < 0 || at >= until) return -1;
    if (units[at + 1] !== '"') return at;
  }
}

/**
 * The cells of one record as spreadsheets read them: a cell that begins with a quote ends at its closing one, two
 * quotes inside it are one, and text after the closing quote is taken as it is.
 */
export function looseCells(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let from = 0; ;) {
    const isQuoted = record.charCodeAt(from) === QUOTE;
    const close = isQuoted ? closingQuote(record, from + 1, record.length) : from;
    const found = close < 0 ? -1 : record.indexOf(delimiter, close);
    const end = found < 0 ? record.length : found;
    cells.push(isQuoted ? unquoted(record, from + 1, close, end) : record.slice(from, end));
    if (found < 0) return cells;
    from = end + 1;
  }
}

/** @param close Position of the closing quote; negative if there is none. */
function unquoted(record: string, from: number, close: number, end: number): string {
  const inside = record.slice(from, close < 0 ? end : close).replaceAll('""', '"');
  return close < 0 ? inside : inside + record.slice(close + 1, end);
}
