import type { ReadRow } from './read-row';
import type { FileFacts } from './warnings';

type Timed = Pick<ReadRow, 'startedAt' | 'localDate'>;

/** Number of calls by local date, yyyy-mm-dd, in order. */
export function callsByDay(rows: Timed[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { startedAt, localDate } of rows)
    if (startedAt !== null && localDate !== null) days.set(localDate, (days.get(localDate) ?? 0) + 1);
  return new Map([...days].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Tolerance for differences between clocks. */
const clocksDifferMs = 600_000;

type Times = Pick<FileFacts, 'firstDate' | 'lastDate' | 'outsidePeriod' | 'afterUpload'>;

/** What `FileFacts` says about times, of rows that are not stored. @param period Null if it is not known. */
export function timesOfRows(rows: Timed[], period: { from: string; to: string } | null, now: Date): Times {
  const dates = [...callsByDay(rows).keys()];
  const timed = rows.filter(({ startedAt }) => startedAt !== null);
  const isOutside = ({ localDate }: Timed) =>
    period !== null && localDate !== null && (localDate < period.from || localDate > period.to);
  const latest = now.getTime() + clocksDifferMs;
  return {
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
    outsidePeriod: timed.filter(isOutside).length,
    afterUpload: rows.filter(({ startedAt }) => startedAt !== null && startedAt > latest).length,
  };
}
