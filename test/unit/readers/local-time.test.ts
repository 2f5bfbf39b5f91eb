import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { epochDayOf, isoDate, localTimeReader } from '../../../readers/local-time';

const zones = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
];

function inTemporal(wall: Temporal.PlainDateTime, zone: string, locationZone: string) {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (!earlier.toPlainDateTime().equals(wall)) return null;
  return {
    instant: earlier.epochMilliseconds,
    localDate: earlier.withTimeZone(locationZone).toPlainDate().toString(),
    ambiguous: earlier.epochMilliseconds !== later.epochMilliseconds,
  };
}

const readers = new Map<string, ReturnType<typeof localTimeReader>>();
function ours(wall: Temporal.PlainDateTime, zone: string, locationZone: string) {
  const key = `${zone} ${locationZone}`;
  if (!readers.has(key)) readers.set(key, localTimeReader(zone, locationZone));
  const day = epochDayOf(wall.year, wall.month, wall.day) as number;
  return readers.get(key)?.(day, wall.hour * 3600 + wall.minute * 60 + wall.second);
}

const epoch = Temporal.PlainDateTime.from('1970-01-01T00:00');
const anyWall = fc.integer({ min: 0, max: 80 * 366 * 86_400 }).map((seconds) => epoch.add({ seconds }));

/** Wall times within some hours of a zone's clock changes, where all the trouble is. */
function nearChanges(zone: string) {
  const changes: Temporal.ZonedDateTime[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from('1990-01-01T00:00Z').toZonedDateTimeISO(zone);
  while ((at = at.getTimeZoneTransition('next')) !== null && at.year < 2030) changes.push(at);
  if (changes.length === 0) return anyWall;
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * 3600, max: 30 * 3600 }))
    .map(([change, seconds]) => change.toPlainDateTime().add({ seconds }));
}

describe('a local time', () => {
  it.each(zones)(
    'is the instant that Temporal gives, near clock changes and far from them, in %s',
    (zone) => {
      fc.assert(
        fc.property(
          fc.oneof(anyWall, nearChanges(zone)),
          fc.constantFrom(zone, ...zones),
          (wall, locationZone) => {
            expect(ours(wall, zone, locationZone)).toEqual(inTemporal(wall, zone, locationZone));
          },
        ),
        { numRuns: 400 },
      );
    },
  );

  it('is the earlier of two, and flagged, when clocks go back', () => {
    const wall = Temporal.PlainDateTime.from('2026-10-25T01:30:00');
    expect(ours(wall, 'Europe/London', 'Europe/London')).toEqual({
      instant: Date.parse('2026-10-25T00:30:00.000Z'),
      localDate: '2026-10-25',
      ambiguous: true,
    });
  });

  it('does not exist when clocks go forward past it', () => {
    expect(ours(Temporal.PlainDateTime.from('2026-03-29T01:30:00'), 'Europe/London', 'UTC')).toBeNull();
  });

  it('tells the date at the Location, not in the zone of the file', () => {
    const wall = Temporal.PlainDateTime.from('2026-05-31T23:30:00');
    expect(ours(wall, 'UTC', 'Europe/London')?.localDate).toBe('2026-06-01');
  });

  it('knows which days there are', () => {
    expect(epochDayOf(2026, 2, 31)).toBeNull();
    expect(epochDayOf(2026, 2, 29)).toBeNull();
    expect(epochDayOf(26, 1, 1)).toBeNull();
    expect(epochDayOf(2026, 13, 1)).toBeNull();
    expect(isoDate(epochDayOf(2024, 2, 29) as number)).toBe('2024-02-29');
  });
});

it('knows no day whose date has more than four digits somewhere', () => {
  expect([epochDayOf(1899, 12, 31), epochDayOf(9999, 12, 31)]).toEqual([null, null]);
  expect(isoDate(epochDayOf(9998, 12, 31) as number)).toBe('9998-12-31');
});
