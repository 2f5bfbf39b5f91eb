const two = (number: number): string => String(number).padStart(2, '0');

/** A day of the browser's own zone, as `yyyy-mm-dd`. */
export const localDay = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** The same day a year later; the last of February stays in February. */
export function inAYear(now: Date): string {
  const month = now.getMonth();
  const later = new Date(now.getFullYear() + 1, month, now.getDate());
  return localDay(later.getMonth() === month ? later : new Date(now.getFullYear() + 1, month + 1, 0));
}

/**
 * When a day begins in the browser's own zone.
 * @param day `yyyy-mm-dd`
 * @returns ISO 8601 in UTC; what was given, if it is no such day.
 */
export const startOfDay = (day: string): string => dayStart(day, 0);

/** When the day after begins, at which this one is over. */
export const endOfDay = (day: string): string => dayStart(day, 1);

function dayStart(text: string, later: number): string {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return text;
  return new Date(year, month - 1, day + later).toISOString();
}
