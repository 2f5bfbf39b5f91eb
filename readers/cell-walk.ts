/** How a walk over the cells of a record ended. */
export interface CellWalk {
  /**
   * `ended`: at a line break outside quotes. `garbage`: at text behind a closing quote. `quoted` and `unquoted`: at
   * `until`, inside a quoted cell or outside one.
   */
  outcome: 'ended' | 'garbage' | 'quoted' | 'unquoted';
  /** Position behind the line break, of the garbage, or `until`. */
  stop: number;
  /** Where each further cell begins. */
  cells: number[];
}

const LINE_FEED = 10;

/**
 * Walks from cell to cell, over line breaks inside quotes.
 * @param from Beginning of a cell or, with `quoted`, a position inside a quoted one.
 * @param until The walk goes no further: the end of a line, or of what is at hand.
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
  let at = from;
  let inQuotes = quoted;
  if (!inQuotes && at < until && units[at] === '"') {
    inQuotes = true;
    at++;
  }
  for (;;) {
    if (inQuotes) {
      const close = closingQuote(units, at, until);
      if (close < 0) return { outcome: 'quoted', stop: until, cells };
      at = close + 1;
      if (units[at] === '\r' && (units[at + 1] === '\n' || at + 1 === units.length)) at++;
      if (at < until && units[at] !== delimiter && units[at] !== '\n')
        return { outcome: 'garbage', stop: at, cells };
    } else {
      while (at < until && !isEndOfCell(units.charCodeAt(at), separator)) at++;
    }
    if (at >= until) return { outcome: 'unquoted', stop: until, cells };
    if (units.charCodeAt(at) === LINE_FEED) return { outcome: 'ended', stop: at + 1, cells };
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
