import { type Change, changeKinds, changesFor } from '../../../domain/people/hint';
import type { Grant } from '../../../domain/people/roles';

const sees = (grants: Grant[], change: Partial<Change>) =>
  changesFor({ id: 'me', name: 'x', kind: 'human', grants })({
    kind: 'account',
    id: 'thing',
    locationId: null,
    isProgress: false,
    ...change,
  });
const here: Grant[] = [{ role: 'viewer', locationId: 'here' }];
const everywhere: Grant[] = [{ role: 'viewer', locationId: null }];
const house = ['product-group', 'product', 'import-type', 'person'];

it.each(changeKinds.filter((kind) => !house.includes(kind)))(
  'tells of %s at Locations one may read at',
  (kind) => {
    const seen = (grants: Grant[], locationId: string | null) => sees(grants, { kind, locationId });
    expect([seen(here, 'here'), seen(here, 'there'), seen(here, null), seen([], 'here')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([seen(everywhere, 'there'), seen(everywhere, null)]).toEqual([true, false]);
  },
);

it('tells of the catalogue whoever may read anywhere', () => {
  for (const kind of ['product-group', 'product', 'import-type'] as const)
    expect([sees(here, { kind }), sees([], { kind })]).toEqual([true, false]);
});

it('tells of persons who manages them, and of oneself', () => {
  const admin = (locationId: string | null): Grant[] => [{ role: 'admin', locationId }];
  const person = { kind: 'person' } as const;
  expect(sees(admin(null), person)).toBe(true);
  for (const grants of [admin('here'), everywhere, []]) {
    expect(sees(grants, person)).toBe(false);
    expect(sees(grants, { ...person, id: 'me' })).toBe(true);
    expect(sees(grants, { ...person, id: null })).toBe(false);
  }
});
