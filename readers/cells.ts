import { parse } from 'csv-parse/sync';
import { looseCells } from './cell-walk';
import { type FileRecord } from './records';

/**
 * The cells of each record; null for a broken one. Most are split here, at the delimiters outside quotes. Doubled
 * quotes and line breaks inside quotes are left to csv-parse, for all records together; but not text after a closing
 * quote, which csv-parse reads differently from spreadsheets.
 */
export function cellsOf(records: FileRecord[], delimiter: string): (string[] | null)[] {
  const forParser = records.filter(needsParser);
  const parsed = forParser.length === 0 ? [] : parseQuoted(forParser, delimiter);
  let next = 0;
  return records.map((record) => {
    if (needsParser(record)) return parsed[next++] ?? null;
    return record.broken === null ? looseCells(record.raw, delimiter) : null;
  });
}

const needsParser = ({ quoted, loose, raw, line, nextLine }: FileRecord): boolean =>
  quoted && !loose && (nextLine - line > 1 || raw.includes('""'));

/** A quote inside a cell that does not begin with one is a plain character (6" pipe). */
function parseQuoted(records: FileRecord[], delimiter: string): (string[] | null)[] {
  const text = records.map((record) => record.raw).join('\n');
  const options = { delimiter, record_delimiter: '\n', relax_quotes: true, relax_column_count: true };
  const rows = parse(text, options);
  if (rows.length !== records.length)
    throw new Error(`csv-parse read ${rows.length} records where ${records.length} were cut`);
  return rows;
}

export function isBlank(cells: string[]): boolean {
  return cells[0]?.trim() === '' && cells.every((cell) => cell.trim() === '');
}
