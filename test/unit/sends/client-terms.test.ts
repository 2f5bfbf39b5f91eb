import { clientType } from '../../../domain/sends/client';
import { clientTerms, oneYearLater } from '../../../domain/sends/client-terms';

it.each([
  ['Virtual', 'Virtual'],
  ['Residential', 'Residential'],
  ['Coworking', 'Residential'],
  ['virtual', 'Residential'],
  ['Virtual Office', 'Residential'],
])('passes %s as %s', (type, expected) => {
  expect(clientType(type)).toBe(expected);
});

it.each([
  ['Europe/London', '2026-05-04T08:30:00.000Z', '2027-05-04T08:30:00.000Z'],
  // 29 February becomes 28 February.
  ['Europe/London', '2028-02-29T10:00:00.000Z', '2029-02-28T10:00:00.000Z'],
  // 28 February before a leap year stays the 28th.
  ['Europe/London', '2027-02-28T10:00:00.000Z', '2028-02-28T10:00:00.000Z'],
  // Already 29 February on the Location's wall clock, still the 28th in UTC.
  ['Asia/Tokyo', '2028-02-28T16:00:00.000Z', '2029-02-27T16:00:00.000Z'],
  // Still 29 February there, already March in UTC.
  ['America/New_York', '2028-03-01T03:00:00.000Z', '2029-03-01T03:00:00.000Z'],
  // Summer time then, winter time a year later: the same wall clock, another instant.
  ['Europe/London', '2026-03-29T09:00:00.000Z', '2027-03-29T09:00:00.000Z'],
  ['Europe/London', '2026-10-25T12:00:00.000Z', '2027-10-25T11:00:00.000Z'],
])('ends a calendar year later on the wall clock of %s: %s → %s', (zone, start, end) => {
  expect(oneYearLater(new Date(start), zone).toISOString()).toBe(end);
});

it('passes name, type, site, dates and reference, and nothing else', () => {
  const account = {
    name: 'Hopfields Energy',
    type: 'Coworking',
    accountsId: 'ACC-1006',
    contacts: [{ email: 'a@b.example' }],
  };
  const location = { timeZone: 'Europe/London', connectSiteId: 'site-london-bridge' };
  expect(clientTerms({ account, location, pressedAt: new Date('2026-03-01T09:00:00Z') })).toEqual({
    name: 'Hopfields Energy',
    type: 'Residential',
    siteId: 'site-london-bridge',
    startDate: '2026-03-01T09:00:00.000Z',
    endDate: '2027-03-01T09:00:00.000Z',
    billingReference: 'ACC-1006',
  });
});
