import { type ImportColumn, type ImportTypeDefinition } from '../domain/catalogue/import-type';
import {
  type ColumnPosition,
  type NotationProof,
  type ReadRow,
  type RowFault,
} from '../domain/imports/read-row';
import { amountColumns } from './amount-columns';
import { callTimeReader } from './call-time';
import { durationReader } from './duration';
import { cellsUsed, type Columns } from './find-header';
import { fold } from '../domain/text/fold';
import { ignoreRule } from './ignore-rule';
import { type FileRecord } from './records';

export interface RowContext {
  columns: Columns;
  /** Cells up to the header's last name; null if the type has no header line. */
  named: number | null;
  /** Cells of every row, if the type has no header line and the number is known. */
  width: number | null;
  /** Cells that a row may have, the last of them blank. */
  widest: number | null;
  /** Columns known to use another notation than the type says. */
  otherNotation: NotationProof[];
  /** IANA zone of the Location. */
  timeZone: string;
  /** ISO 4217, of the Location. */
  currency: string;
}

/**
 * Creates the reader of rows. The first fault, in the order line, currency, time, duration, buy, sell, gives the text;
 * everything else that can be read is still filled in. There are two exceptions, because such values would be wrong
 * rather than missing: a line whose cells cannot be told apart or counted gives none, and amounts in another currency
 * are not read at all, so that nothing is ever added across currencies. Unused columns never make a row invalid.
 * @throws OtherNotation at an amount that proves that its column uses another notation.
 */
export function rowReader(definition: ImportTypeDefinition, context: RowContext) {
  const { columns } = context;
  const readTime = callTimeReader(definition, columns, context.timeZone);
  const readDuration = durationReader(definition.duration);
  const readAmount = amountColumns(definition, context.currency, context.otherNotation);
  const ignoredBy = ignoreRule(definition, columns);
  const wrongCount = cellCounter(context);
  const damageIn = damageFinder(columns);
  const sellIsBasis = columns.sellAmount !== undefined;

  const { accountCode, extension, number, destination, recordId, duration, buyAmount, sellAmount } = columns;

  return (record: FileRecord, cells: string[] | null, rowNumber: number): ReadRow => {
    const row = emptyRow(record, rowNumber);
    const reason = record.broken ?? wrongCount(cells ?? [], record);
    if (cells === null || reason !== null) {
      row.fault = { column: '', reason: reason ?? 'The line cannot be split into cells' };
      return row;
    }
    if (record.damage !== null) row.fault = damageIn(cells, record.damage);
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
      row.buy = amountAt(row, cells, 'buyAmount', buyAmount, !sellIsBasis);
      row.sell = amountAt(row, cells, 'sellAmount', sellAmount, sellIsBasis);
    }
    row.ignored = ignoredBy(cells, row);
    if (row.ignored !== null) row.fault = null;
    return row;
  };

  /**
   * Null if there is none, or none that can be read, which is recorded; a row without the amount that it is charged by
   * is invalid.
   */
  function amountAt(
    row: ReadRow,
    cells: string[],
    column: ImportColumn,
    at: ColumnPosition | undefined,
    isBasis: boolean,
  ) {
    if (at === undefined) return null;
    const cell = cells[at.index] ?? '';
    if (cell.trim() === '') {
      if (isBasis) note(row, at.header, 'is empty');
      return null;
    }
    const reading = readAmount({ column, header: at.header, line: row.line, cell });
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

/** A row of which nothing has been read yet. */
export function emptyRow(record: Pick<FileRecord, 'raw' | 'line'>, rowNumber: number): ReadRow {
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

/**
 * What is wrong with a cell that is used, if a line contains unreadable characters; null if only other cells contain
 * them.
 */
function damageFinder(columns: Columns): (cells: string[], damage: string) => RowFault | null {
  const used = Object.values(columns);
  return (cells, damage) => {
    const damaged = used.find(({ index }) => cells[index]?.includes('\ufffd'));
    return damaged ? { column: damaged.header, reason: `${damaged.header} ${damage}` } : null;
  };
}

/**
 * With a header line, cells after its last name may be blank, as many as the header or most rows have, and cells
 * missing at the end count as blank if no used column lies beyond them, as spreadsheets cut them. With any other number
 * of cells, values may be in the wrong column.
 */
function cellCounter({
  columns,
  named,
  width,
  widest,
}: RowContext): (cells: string[], record: Pick<FileRecord, 'raw' | 'loose'>) => string | null {
  const used = cellsUsed(columns);
  const most = named ?? width;
  const least = named === null ? (width ?? used) : used;
  const said = (raw: string, what: string) =>
    raw.includes('\r')
      ? 'The line contains others that end in CR alone, but this file’s lines end in LF: save it as CSV again'
      : `The line has ${what}`;
  return (cells, { raw, loose }) => {
    const { length } = cells;
    // If quotes are not balanced, a missing cell may have been swallowed by them.
    const needed = loose ? (most ?? least) : least;
    const count = `${length} ${length === 1 ? 'cell' : 'cells'}`;
    if (length < needed) return said(raw, `too few cells: ${count} of ${most ?? least}`);
    if (most === null || length <= most) return null;
    if (cells.slice(most).some((cell) => cell.trim() !== ''))
      return said(raw, `too many cells: ${count} of ${most}`);
    if (named !== null && length <= (widest ?? length)) return null;
    return said(
      raw,
      `too many cells: ${count} of ${most}. The last are blank, so an earlier one may be split in two`,
    );
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
