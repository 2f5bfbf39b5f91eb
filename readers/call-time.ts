import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type ReadRow, type RowFault } from '../domain/imports/read-row';
import { memoize } from '../domain/memoize';
import { type Columns } from './find-header';
import { epochDayOf, isoDate, localTimeReader } from './local-time';
import { quoteCell } from './quote-cell';
import { type ClockParts, formatReader } from './time-format';

export type CallTime = Pick<ReadRow, 'startedAt' | 'localDate' | 'ambiguousTime'> & {
  fault: RowFault | null;
};

/**
 * Creates the reader of a row's date and time, or timestamp. If the time is unreadable, the date can still be read,
 * provided that the file's zone is the Location's.
 * @param zone IANA zone of the Location; also the file's, unless the type says otherwise.
 */
export function callTimeReader(definition: ImportTypeDefinition, columns: Columns, zone: string) {
  const fileZone = definition.timeZone ?? zone;
  const localTime = localTimeReader(fileZone, zone);
  const dateOnly = (day: number) => (fileZone === zone ? isoDate(day) : null);

  const settle = (day: number, second: number, column: string, cell: string): CallTime => {
    const time = localTime(day, second);
    if (time !== null)
      return {
        startedAt: time.instant,
        localDate: time.localDate,
        ambiguousTime: time.ambiguous,
        fault: null,
      };
    const reason =
      `${column} ${cell.trim()} does not exist on ${isoDate(day)}: clocks went forward past it in ` +
      `${fileZone}`;
    return unread(column, reason, dateOnly(day));
  };

  const { date, time, timestamp } = columns;
  if (timestamp !== undefined) {
    const format = definition.timestampFormat ?? '';
    const read = formatReader(format);
    const misfit = misfitOf(timestamp.header, format);
    return (cells: string[]): CallTime => {
      const cell = cells[timestamp.index] ?? '';
      const parts = read(cell.trim());
      if (parts === null) return unread(timestamp.header, misfit(cell), null);
      const day = epochDayOf(parts.year, parts.month, parts.day);
      if (day === null) return unread(timestamp.header, noSuchDay(timestamp.header, cell, parts.year), null);
      return settle(day, secondOfDay(parts), timestamp.header, cell);
    };
  }
  if (date === undefined || time === undefined)
    throw new TypeError('the type has no columns for date and time');

  const dayOf = dayReader(definition.dateFormat ?? '', date.header);
  const timeFormat = definition.timeFormat ?? '';
  const readTime = formatReader(timeFormat);
  const misfit = misfitOf(time.header, timeFormat);
  return (cells: string[]): CallTime => {
    const day = dayOf(cells[date.index] ?? '');
    if (typeof day === 'string') return unread(date.header, day, null);
    const cell = cells[time.index] ?? '';
    const parts = readTime(cell.trim());
    if (parts === null) return unread(time.header, misfit(cell), dateOnly(day));
    return settle(day, secondOfDay(parts), time.header, cell);
  };
}

const secondOfDay = ({ hour, minute, second }: ClockParts): number => hour * 3600 + minute * 60 + second;

/** Days since 1970-01-01, or a reason. */
function dayReader(format: string, header: string): (cell: string) => number | string {
  const read = formatReader(format);
  const misfit = misfitOf(header, format);
  return memoize((cell) => {
    const parts = read(cell.trim());
    if (parts === null) return misfit(cell);
    return epochDayOf(parts.year, parts.month, parts.day) ?? noSuchDay(header, cell, parts.year);
  });
}

const noSuchDay = (header: string, cell: string, year: number): string =>
  `${header} ${cell.trim()} ${year < 1900 ? 'is before 1900, so it cannot be the date of a call' : 'does not exist'}`;

/** Returns a function that says why a cell does not have a format. */
function misfitOf(header: string, format: string): (cell: string) => string {
  const shorter = format.replace(/[^\w]ss/, '');
  const withoutSeconds = shorter === format ? () => null : formatReader(shorter);
  return (cell) => {
    const text = cell.trim();
    if (text === '') return `${header} is empty`;
    const said = `${header} ${quoteCell(cell)}`;
    if (withoutSeconds(text) === null) return `${said} does not have the format ${format}`;
    return (
      `${said} has no seconds, but the Import Type says ${format}: a spreadsheet may have dropped them. ` +
      'Use the file as it was exported'
    );
  };
}

function unread(column: string, reason: string, localDate: string | null): CallTime {
  return { startedAt: null, localDate, ambiguousTime: false, fault: { column, reason } };
}
