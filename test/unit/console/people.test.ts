import { browserOf } from '../../../console/screens/people/browser-of';
import { hasRoleAt, rolesHeld } from '../../../console/screens/people/roles-held';

const names: Record<string, string> = { a: 'Leeds Dock', b: 'London Bridge' };
const held = (...grants: Parameters<typeof rolesHeld>[0]) => rolesHeld(grants, (id) => names[id] ?? '?');

it('says each role once, with its Locations by name', () => {
  expect(held({ role: 'ops', locationId: 'b' }, { role: 'ops', locationId: 'a' })).toEqual([
    { role: 'ops', places: ['Leeds Dock', 'London Bridge'] },
  ]);
});

it('says of a role at all Locations only that, whatever else was given', () => {
  expect(held({ role: 'approver', locationId: 'a' }, { role: 'approver', locationId: null })).toEqual([
    { role: 'approver', places: null },
  ]);
});

it('says the roles in one order, whatever the order in which they were given', () => {
  const roles = held({ role: 'admin', locationId: null }, { role: 'viewer', locationId: 'a' });
  expect(roles.map(({ role }) => role)).toEqual(['viewer', 'admin']);
});

it('counts a role at all Locations at each of them', () => {
  expect(hasRoleAt([{ role: 'viewer', locationId: null }], 'a')).toBe(true);
  expect(hasRoleAt([{ role: 'viewer', locationId: 'b' }], 'a')).toBe(false);
});

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  [`${windows} Chrome/143.0.0.0 Safari/537.36`, 'Chrome on Windows'],
  [`${windows} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`, 'Edge on Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
      'Version/26.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.14.1', undefined],
  [null, undefined],
])('calls a browser what its owner calls it: %s', (userAgent, name) => {
  expect(browserOf(userAgent)).toBe(name);
});
