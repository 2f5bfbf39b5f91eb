import { isSame, likeliestFirst, wantedOf } from '../../../console/screens/sends/compare';

const wanted = wantedOf(
  { name: 'Hopfields Energy', type: 'Coworking', accountsId: 'ACC-1006' },
  'site-london-bridge',
);
const found = (id: string, differs: object = {}) => ({
  id,
  ...wanted,
  status: 'Active' as const,
  startDate: '2026-01-05T09:00:00.000Z',
  endDate: '2027-01-05T09:00:00.000Z',
  createdAt: '2026-01-05T09:00:00.000Z',
  endedAt: null,
  ...differs,
});
const order = (...candidates: ReturnType<typeof found>[]) =>
  likeliestFirst(wanted, candidates).map(({ id }) => id);

it('compares an Account of an own type as what it becomes in Connect', () => {
  expect(isSame('type', wanted, found('c'))).toBe(true);
  expect(isSame('type', wanted, found('c', { type: 'Virtual' }))).toBe(false);
});

it('takes names that differ in case and spaces for the same', () => {
  expect(isSame('name', wanted, found('c', { name: ' HOPFIELDS  energy ' }))).toBe(true);
  expect(isSame('name', wanted, found('c', { name: 'Hopfield Energy' }))).toBe(false);
});

it('puts the Billing Reference before the site, and the site before the name', () => {
  const namesake = found('name only', { billingReference: 'X', siteId: 'elsewhere' });
  const neighbour = found('site and type', { billingReference: 'X', name: 'Other' });
  const reference = found('reference only', { name: 'Other', siteId: 'elsewhere', type: 'Virtual' });
  expect(order(namesake, neighbour, reference)).toEqual(['reference only', 'site and type', 'name only']);
});

it('puts what has ended last, however alike it is', () => {
  const ended = found('ended', { endedAt: '2026-05-01T00:00:00.000Z' });
  const other = found('other', {
    name: 'Other',
    billingReference: 'X',
    siteId: 'elsewhere',
    type: 'Virtual',
  });
  expect(order(ended, other)).toEqual(['other', 'ended']);
});

it('puts the newer of equals first', () => {
  expect(order(found('old'), found('new', { createdAt: '2026-06-01T00:00:00.000Z' }))).toEqual([
    'new',
    'old',
  ]);
});
