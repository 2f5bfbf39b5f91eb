import {
  bytesOf,
  changesOf,
  emptyForm,
  gigabytesOf,
  isLimitWrong,
} from '../../../console/screens/locations/location-form';

it.each([
  [0, '0'],
  [1, '0.000000001'],
  [500_000_000, '0.5'],
  [50_000_000_000, '50'],
  [50_000_000_001, '50.000000001'],
])('shows %d bytes as %s GB, and reads them back exactly', (bytes, gigabytes) => {
  expect(gigabytesOf(bytes)).toBe(gigabytes);
  expect(bytesOf(gigabytes)).toBe(bytes);
});

it.each(['-1', '1e3', '0.0000000001', '5 GB', '.5', ''])('takes %j for no number of gigabytes', (text) => {
  expect(bytesOf(text)).toBeNull();
});

it('takes an empty limit for none', () => {
  expect(isLimitWrong(emptyForm)).toBe(false);
  expect(isLimitWrong({ ...emptyForm, storedBytesLimit: 'much' })).toBe(true);
});

it('sends only what was changed, and empties what was cleared', () => {
  const shown = { ...emptyForm, name: 'Leeds', connectSiteId: 'site-leeds', freshSignInMinutes: '15' };
  expect(changesOf(shown, { ...shown, name: ' Leeds ' })).toEqual({});
  expect(
    changesOf(shown, { ...shown, connectSiteId: ' ', freshSignInMinutes: '', storedBytesLimit: '0.5' }),
  ).toEqual({
    connectSiteId: null,
    freshSignInMinutes: null,
    storedBytesLimit: 500_000_000,
  });
});
