import {
  type Act,
  type Grant,
  locationsFor,
  mayAct,
  type Person,
  type Role,
  roles,
} from '../../../domain/people/roles';

const person = (...grants: Grant[]): Person => ({ id: 'p', name: 'P', kind: 'human', grants });
const everywhere = (role: Role) => person({ role, locationId: null });

const table: [Act, Role[]][] = [
  ['read', ['viewer', 'ops', 'approver', 'admin']],
  ['manage-accounts', ['ops', 'admin']],
  ['edit-charges', ['ops']],
  ['approve', ['approver']],
  ['configure', ['admin']],
  ['manage-persons', ['admin']],
  ['try-files', ['ops', 'admin']],
  ['read-audit', ['approver', 'admin']],
];
it.each(table)('lets only those %s whose role says so', (act, allowed) => {
  expect(roles.filter((role) => mayAct(everywhere(role), act, 'london'))).toEqual(allowed);
});

it('keeps a grant to its location', () => {
  const leeds = person({ role: 'ops', locationId: 'leeds' }, { role: 'viewer', locationId: 'london' });
  expect(mayAct(leeds, 'manage-accounts', 'leeds')).toBe(true);
  expect(mayAct(leeds, 'manage-accounts', 'london')).toBe(false);
  expect(mayAct(leeds, 'read', 'london')).toBe(true);
  expect(locationsFor(leeds, 'read')).toEqual(['leeds', 'london']);
  expect(locationsFor(leeds, 'approve')).toEqual([]);
});

it('lets a person act exactly where they are told that they may', () => {
  const held = [null, 'leeds', 'london'].flatMap((locationId) => roles.map((role) => ({ role, locationId })));
  for (const first of held)
    for (const second of held)
      for (const [act] of table) {
        const where = locationsFor(person(first, second), act);
        for (const place of ['leeds', 'london', 'york'])
          expect(mayAct(person(first, second), act, place)).toBe(where === 'all' || where.includes(place));
      }
});

it('lets a grant somewhere read what belongs nowhere, and no more', () => {
  const leeds = person({ role: 'admin', locationId: 'leeds' });
  expect(mayAct(leeds, 'read', null)).toBe(true);
  expect(mayAct(leeds, 'configure', null)).toBe(false);
  expect(mayAct(person(), 'read', null)).toBe(false);
  expect(mayAct(everywhere('admin'), 'configure', null)).toBe(true);
});
