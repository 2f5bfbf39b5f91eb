import { DAY_MS, zoneOffsets } from './zone-offsets';

export interface LocalTime {
  /** Milliseconds since 1970-01-01 UTC. */
  instant: number;
  /** The local date at the Location, yyyy-mm-dd. */
  localDate: string;
  /** Clocks went back and showed this time twice: the earlier one was taken. */
  ambiguous: boolean;
}

/**
 * Creates the reader of local times: from days since 1970-01-01 and the second of that local day to the instant; null
 * if clocks went forward past that time. Exact for any zone, and plain arithmetic once a day is known.
 * @param fileZone IANA zone of the file's times.
 * @param locationZone IANA zone of the Location, which `localDate` is in.
 * @throws RangeError if a zone is unknown.
 */
export function localTimeReader(fileZone: string, locationZone: string) {
  const inFile = zoneOffsets(fileZone);
  const atLocation = fileZone === locationZone ? null : zoneOffsets(locationZone);

  return (epochDay: number, second: number): LocalTime | null => {
    const wall = epochDay * DAY_MS + second * 1000;
    let instant = Infinity;
    let found = 0;
    for (const stretch of inFile(epochDay)) {
      const candidate = wall - stretch.offset;
      if (candidate < stretch.from || candidate >= stretch.to) continue;
      found++;
      if (candidate < instant) instant = candidate;
    }
    if (found === 0) return null;
    return {
      instant,
      localDate: isoDate(atLocation === null ? epochDay : dayAt(instant, atLocation)),
      ambiguous: found > 1,
    };
  };
}

function dayAt(instant: number, offsets: ReturnType<typeof zoneOffsets>): number {
  const stretches = offsets(Math.floor(instant / DAY_MS));
  const offset = stretches.find((stretch) => instant < stretch.to)?.offset ?? 0;
  return Math.floor((instant + offset) / DAY_MS);
}

const dates = new Map<number, string>();

/** Days since 1970-01-01 as yyyy-mm-dd. */
export function isoDate(epochDay: number): string {
  let date = dates.get(epochDay);
  if (date === undefined) {
    date = new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
    if (dates.size >= 20_000) dates.clear();
    dates.set(epochDay, date);
  }
  return date;
}

/**
 * Days since 1970-01-01, or null if the calendar has no such day (31 February) or the year is outside 1900 to 9998: in
 * any zone, its dates have four digits.
 */
export function epochDayOf(year: number, month: number, day: number): number | null {
  if (year < 1900 || year > 9998) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : null;
}
