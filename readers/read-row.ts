import { type ImportTypeDefinition } from '../domain/import-type';
import { type ColumnPosition, type ReadRow, type RowFault } from '../domain/read-row';
import { amountReader } from './amount';
import { callTimeReader } from './call-time';
import { durationReader } from './duration';
import { type Columns } from './find-header';
import { fold } from '../domain/fold';
import { ignoreRule } from './ignore-rule';
import { type FileRecord } from './records';

export interface RowContext {
  columns: Columns;
  /** Cells up to the header's last name; null where the type has no header line. */
  named: number | null;
  /** IANA zone of the Location. */
  timeZone: string;
  /** ISO 4217, of the Location. */
  currency: string;
}

/**
 * Makes the reader of rows. The first fault, in the order line, currency, time, duration, buy, sell, gives the text;
 * everything else that can be read is filled in all the same. Two exceptions, because such values would be wrong rather
 * than missing: a line whose cells cannot be told apart or counted gives none, and amounts of another currency are not
 * read at all, so that nothing is ever added across currencies.
 */
export function rowReader(definition: ImportTypeDefinition, context: RowContext) {
  const { columns } = context;
  const readTime = callTimeReader(definition, columns, context.timeZone);
  const readDuration = durationReader(definition.duration);
  const readAmount = amountReader(definition, context.currency);
  const ignoredBy = ignoreRule(definition, columns);
  const wrongCount = cellCounter(columns, context.named);
  const sellIsBasis = columns.sellAmount !== undefined;

  const { accountCode, extension, number, destination, recordId, duration, buyAmount, sellAmount } = columns;

  return (record: FileRecord, cells: string[] | null, rowNumber: number): ReadRow => {
    const row = unreadRow(record, rowNumber);
    const reason = record.broken ?? wrongCount(cells ?? []);
    if (cells === null || reason !== null) {
      row.fault = { column: '', reason: reason ?? 'The line cannot be told into cells' };
      return row;
    }
    if (record.damage !== null) row.fault = { column: '', reason: `The line ${record.damage}` };
    if (textAt(cells, accountCode) !== null) row.accountCode = cells[accountCode?.index ?? -1] ?? null;
    row.extension = textAt(cells, extension);
    row.number = textAt(cells, number);
    row.destination = textAt(cells, destination);
    row.recordId = textAt(cells, recordId);

    const foreign = otherCurrency(columns, cells, context.currency);
    row.fault ??= foreign;
    const time = readTime(cells);
    row.fault ??= time.fault;
    row.startedAt = time.startedAt;
    row.localDate = time.localDate;
    row.ambiguousTime = time.ambiguousTime;
    const lasted = readDuration(cells[duration?.index ?? -1] ?? '');
    if (lasted.seconds !== undefined) row.durationSeconds = lasted.seconds;
    else note(row, duration?.header ?? '', lasted.reason);
    if (foreign === null) {
      row.buy = amountAt(row, cells, buyAmount, !sellIsBasis);
      row.sell = amountAt(row, cells, sellAmount, sellIsBasis);
    }
    row.ignored = ignoredBy(cells, row);
    if (row.ignored !== null) row.fault = null;
    return row;
  };

  /** Null where there is none, or none that can be read, which is noted; a row without what it is charged by is no good. */
  function amountAt(row: ReadRow, cells: string[], at: ColumnPosition | undefined, isBasis: boolean) {
    if (at === undefined) return null;
    const cell = cells[at.index] ?? '';
    if (cell.trim() === '') {
      if (isBasis) note(row, at.header, 'is empty');
      return null;
    }
    const reading = readAmount(cell);
    if (reading.value !== undefined) return reading.value;
    note(row, at.header, reading.reason);
    return null;
  }
}

/** Trimmed; null when blank. */
const textAt = (cells: string[], at: ColumnPosition | undefined): string | null =>
  at === undefined ? null : (cells[at.index] ?? '').trim() || null;

/** The first fault stays. */
function note(row: ReadRow, column: string, what: string): void {
  row.fault ??= { column, reason: `${column} ${what}`.trim() };
}

function unreadRow(record: FileRecord, rowNumber: number): ReadRow {
  return {
    rowNumber,
    line: record.line,
    raw: record.raw,
    fault: null,
    ignored: null,
    accountCode: null,
    extension: null,
    number: null,
    destination: null,
    startedAt: null,
    localDate: null,
    ambiguousTime: false,
    durationSeconds: null,
    buy: null,
    sell: null,
    recordId: null,
  };
}

/** Blank cells past the header's last name do no harm; anything else too many or too few may stand in the wrong column. */
function cellCounter(columns: Columns, named: number | null): (cells: string[]) => string | null {
  const needed = named ?? Math.max(...Object.values(columns).map(({ index }) => index + 1));
  return (cells) => {
    if (cells.length === needed) return null;
    if (cells.length < needed) return `The line has too few cells: ${cells.length} of ${needed}`;
    if (named === null || cells.slice(needed).every((cell) => cell.trim() === '')) return null;
    return `The line has too many cells: ${cells.length} of ${needed}`;
  };
}

function otherCurrency(columns: Columns, cells: string[], currency: string): RowFault | null {
  if (columns.currency === undefined) return null;
  const { index, header } = columns.currency;
  const cell = (cells[index] ?? '').trim();
  if (fold(cell) === fold(currency)) return null;
  const what =
    cell === '' ? 'is empty' : `${cell.slice(0, 40)} is not ${currency}, the currency of the Location`;
  return { column: header, reason: `${header} ${what}` };
}
