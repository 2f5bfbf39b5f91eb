import { parse } from 'csv-parse/sync';
import { looseCells } from './cell-walk';
import { type FileRecord } from './records';

/**
 * The cells of each record; null for a broken one. A record without quotes is split at its delimiters, which is all
 * that CSV means there; those with quotes go through csv-parse together, except those with text after a closing quote,
 * which csv-parse reads differently from spreadsheets.
 */
export function cellsOf(records: FileRecord[], delimiter: string): (string[] | null)[] {
  const quoted = records.filter(({ quoted, loose }) => quoted && !loose);
  const parsed = quoted.length === 0 ? [] : parseQuoted(quoted, delimiter);
  let next = 0;
  return records.map((record) => {
    if (record.loose) return looseCells(record.raw, delimiter);
    if (record.quoted) return parsed[next++] ?? null;
    return record.broken === null ? record.raw.split(delimiter) : null;
  });
}

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
