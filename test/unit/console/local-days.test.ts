import { endOfDay, inAYear, localDay, startOfDay } from '../../../console/ui/local-days';

it('begins and ends a day in the zone of the reader', () => {
  expect(startOfDay('2026-03-01')).toBe(new Date(2026, 2, 1).toISOString());
  expect(endOfDay('2026-02-28')).toBe(startOfDay('2026-03-01'));
  expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01'));
});

it('leaves what is no day to the API, which says so', () => {
  expect(startOfDay('yesterday')).toBe('yesterday');
  expect(endOfDay('2026-3-1')).toBe('2026-3-1');
});

it('finds the same day a year later, and no day in March for the last one of February', () => {
  expect(inAYear(new Date(2026, 10, 27))).toBe('2027-11-27');
  expect(inAYear(new Date(2028, 1, 29))).toBe('2029-02-28');
});

it('writes a day with two digits', () => {
  expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
