import { dayIn, onDay } from '../../../console/ui/zoned';

it.each([
  ['Europe/London', '2026-06-30T23:30:00.000Z', '2026-07-01'],
  ['America/New_York', '2026-07-01T03:30:00.000Z', '2026-06-30'],
  ['Asia/Kolkata', '2026-12-31T18:30:00.000Z', '2027-01-01'],
])('reads the day in %s of %s', (zone, instant, day) => {
  expect(dayIn(zone, instant)).toBe(day);
});

it.each([
  // From winter to summer and back: 11:25 stays 11:25 on the clock there.
  ['Europe/London', '2026-11-27T11:25:05.074Z', '2028-04-01', '2028-04-01T10:25:05.074Z'],
  ['Europe/London', '2026-07-01T10:25:05.000Z', '2026-12-01', '2026-12-01T11:25:05.000Z'],
  ['Asia/Kolkata', '2026-12-31T18:45:00.000Z', '2027-01-05', '2027-01-04T18:45:00.000Z'],
  // The last minutes before the clock goes back, and the first after it.
  ['Europe/London', '2026-09-01T22:30:00.000Z', '2026-10-24', '2026-10-24T22:30:00.000Z'],
  ['Europe/London', '2026-09-01T22:30:00.000Z', '2026-10-25', '2026-10-25T23:30:00.000Z'],
  // Hours after the clock went forward, when it is still winter in terms of UTC.
  ['America/New_York', '2026-02-01T08:30:00.000Z', '2026-03-08', '2026-03-08T07:30:00.000Z'],
])('moves to another day in %s: %s on %s', (zone, instant, day, moved) => {
  expect(onDay(zone, instant, day)).toBe(moved);
});

it('moves a time of day that is skipped on that day by an hour at most', () => {
  const moved = onDay('Europe/London', '2026-02-01T01:30:00.000Z', '2026-03-29');
  expect(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']).toContain(moved);
});

it('leaves the instant alone on its own day', () => {
  expect(onDay('Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', '2026-04-05')).toBe(
    '2026-04-04T14:59:59.999Z',
  );
});
