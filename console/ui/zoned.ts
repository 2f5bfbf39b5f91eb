const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What a clock in the zone shows, as if it were UTC, to the second. In milliseconds. */
function wallClock(ms: number, zone: string): number {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The local day of an instant, as yyyy-mm-dd. */
export const dayIn = (zone: string, instant: string): string =>
  new Date(wallClock(Date.parse(instant), zone)).toISOString().slice(0, 10);

/**
 * Moves an instant to another local day, at the same time of day. A time of day that the zone skips on that day, as
 * clocks go forward, becomes one an hour away.
 * @param day yyyy-mm-dd
 * @returns ISO 8601 in UTC.
 */
export function onDay(zone: string, instant: string, day: string): string {
  if (dayIn(zone, instant) === day) return instant;
  const before = Date.parse(instant);
  const clock = wallClock(before, zone);
  const wanted = Date.parse(`${day}T00:00:00Z`) + (clock - Math.floor(clock / dayMs) * dayMs);
  const fraction = before - Math.floor(before / 1_000) * 1_000;
  const guess = wanted - (wallClock(wanted, zone) - wanted);
  return new Date(guess - (wallClock(guess, zone) - wanted) + fraction).toISOString();
}

const dayMs = 86_400_000;
