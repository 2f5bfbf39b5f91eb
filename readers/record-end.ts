/** No record is longer, in code units: what is longer has lost a quote or is no CSV. */
export const MAX_RECORD_UNITS = 65_536;

export interface RecordShape {
  delimiter: string;
  /** Cells that a record must have; null when no header told. */
  width: number | null;
}

/**
 * How the record that begins at a position ends.
 * `more`: cannot be told yet. `too-long`: its one line is too long, and `end` is where that line ends or -1.
 * `broken`: a quote is wrong, so only the first line counts. `doubtful`: a quoted cell took in lines that look like
 * rows of their own.
 */
export interface RecordEnd {
  kind: RecordKind;
  /** Position after the record and its line ending. */
  end: number;
}

export type RecordKind = 'plain' | 'quoted' | 'broken' | 'doubtful' | 'too-long' | 'more';

const MORE: RecordEnd = { kind: 'more', end: -1 };

/**
 * Finds where a record ends. The answer depends on the file alone, never on how much of it is at hand: it is `more`
 * until the line ending, the whole of the longest record, or the end of the file is.
 * @param nextQuote Position of the first quote at or after `start`, -1 for none.
 * @param atEnd `units` reaches to the end of the file.
 */
export function recordEnd(
  units: string,
  start: number,
  nextQuote: number,
  atEnd: boolean,
  shape: RecordShape,
): RecordEnd {
  const newline = units.indexOf('\n', start);
  if (newline < 0 && !atEnd)
    return units.length - start > MAX_RECORD_UNITS ? { kind: 'too-long', end: -1 } : MORE;
  const lineEnd = newline < 0 ? units.length : newline;
  const lineAfter = newline < 0 ? units.length : newline + 1;
  if (lineEnd - start > MAX_RECORD_UNITS) return { kind: 'too-long', end: lineAfter };
  if (nextQuote < 0 || nextQuote >= lineEnd) return { kind: 'plain', end: lineAfter };

  const walked = walkQuotes(units, start, shape.delimiter, atEnd);
  if (walked === 'open' && !atEnd && units.length - start <= MAX_RECORD_UNITS + 1) return MORE;
  if (typeof walked === 'string' || walked.end - start > MAX_RECORD_UNITS)
    return { kind: 'broken', end: lineAfter };
  if (walked.end <= lineAfter || shape.width === null) return { kind: 'quoted', end: walked.end };
  if (walked.cells !== shape.width) return { kind: 'broken', end: lineAfter };
  const lines = units.slice(start, walked.end).split('\n');
  const rowOfItsOwn = lines.some((line) => line.split(shape.delimiter).length >= (shape.width ?? Infinity));
  return { kind: rowOfItsOwn && shape.width > 1 ? 'doubtful' : 'quoted', end: walked.end };
}

/** Walks cell by cell to the end of the record. `open`: its end is not in reach; `garbage`: text after a closing quote. */
function walkQuotes(
  units: string,
  start: number,
  delimiter: string,
  atEnd: boolean,
): { end: number; cells: number } | 'open' | 'garbage' {
  const limit = Math.min(units.length, start + MAX_RECORD_UNITS + 1);
  let at = start;
  for (let cells = 1; ; cells++) {
    if (units[at] === '"') {
      const close = closingQuote(units, at + 1, limit);
      if (close < 0) return 'open';
      at = close + 1;
      if (units[at] === '\r' && (units[at + 1] === '\n' || at + 1 === units.length)) at++;
      if (at < units.length && units[at] !== delimiter && units[at] !== '\n') return 'garbage';
    } else {
      while (at < units.length && units[at] !== delimiter && units[at] !== '\n') at++;
    }
    if (at >= units.length) return atEnd ? { end: at, cells } : 'open';
    if (units[at] === '\n') return { end: at + 1, cells };
    at++;
  }
}

function closingQuote(units: string, from: number, limit: number): number {
  for (let at = from; ; at += 2) {
    at = units.indexOf('"', at);
    if (at < 0 || at >= limit) return -1;
    if (units[at + 1] !== '"') return at;
  }
}
