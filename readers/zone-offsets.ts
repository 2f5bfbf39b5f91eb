import { Temporal } from 'temporal-polyfill';

/** A stretch of time with one offset: instants `from` ≤ t < `to`, all in milliseconds. */
export interface OffsetStretch {
  from: number;
  to: number;
  offset: number;
}

export const DAY_MS = 86_400_000;

/** No offset, past or present, is further from UTC than 16 hours. */
const FURTHEST_MS = 16 * 3_600_000;
const MAX_DAYS_KEPT = 20_000;

/**
 * The offsets of a zone around a day, cached: one stretch for nearly every day, more near a clock change.
 * @returns Given days since 1970-01-01, the stretches that cover every instant belonging to that day in any zone.
 * @throws RangeError if the zone is unknown.
 */
export function zoneOffsets(zone: string): (epochDay: number) => OffsetStretch[] {
  const days = new Map<number, OffsetStretch[]>();
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);

  return (epochDay) => {
    let stretches = days.get(epochDay);
    if (stretches === undefined) {
      stretches = stretchesAround(zone, epochDay);
      if (days.size >= MAX_DAYS_KEPT) days.clear();
      days.set(epochDay, stretches);
    }
    return stretches;
  };
}

function stretchesAround(zone: string, epochDay: number): OffsetStretch[] {
  const end = (epochDay + 1) * DAY_MS + FURTHEST_MS;
  const stretches: OffsetStretch[] = [];
  let from = epochDay * DAY_MS - FURTHEST_MS;
  while (from < end) {
    const there = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    const to = Math.min(there.getTimeZoneTransition('next')?.epochMilliseconds ?? end, end);
    stretches.push({ from, to, offset: Math.round(there.offsetNanoseconds / 1e6) });
    from = to;
  }
  return stretches;
}
