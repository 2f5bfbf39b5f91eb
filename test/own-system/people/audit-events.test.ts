import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { readApiSettings } from '../../../config/api-settings';
import { startApi } from '../../../api/start-api';
import type { Role } from '../../../domain/people/roles';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { newAccount } from '../../setup/accounts';
import { holdUp } from '../../setup/hold-up';
import { startSystem } from '../../setup/own-system';
import { personAt } from '../../setup/persons';
import { askApi, type OwnSystem, until } from '../../setup/system';
import type { Untyped } from '../../setup/untyped';

let system: OwnSystem;
let accounts: Record<'London Bridge' | 'Leeds Dock', string>;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  const accountAt = async (place: string) =>
    (await newAccount(system, { locationId: system.locations[place] })).id;
  accounts = {
    'London Bridge': await accountAt('London Bridge'),
    'Leeds Dock': await accountAt('Leeds Dock'),
  };
  await system.call('admin', 'POST', '/v1/product-groups', { name: 'Post' });
});
afterAll(() => system.stop());

async function personWith(role: Role, place: string | null): Promise<string> {
  const key = randomBytes(16).toString('hex');
  const name = `${role} ${place}`;
  const roles = place === null ? [role] : [];
  const id = await registerPerson(system.database.pool, { name, kind: 'human', roles, key });
  if (place !== null)
    await system.database.query(
      'INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, $2, $3)',
      [id, role, system.locations[place]],
    );
  return key;
}

const asked = (key: string, path: string) =>
  askApi(system.api, 'GET', path as '/v1/audit-events', undefined, { authorization: `Bearer ${key}` });
const eventsFor = async (key: string, query = '') =>
  (await asked(key, `/v1/audit-events?limit=200${query}`)).body.items as Untyped[];
const admins = (query: string) => eventsFor(system.keys.admin, query);
const subjectsFor = async (key: string) => new Set((await eventsFor(key)).map(({ subject }) => subject));

it('shows those who may read it what is at their Locations; what is at none, to admins of all', async () => {
  const [here, there] = [`account:${accounts['London Bridge']}`, `account:${accounts['Leeds Dock']}`];
  const group = (await admins('&action=product-group.added'))[0].subject;
  for (const [role, place, sees] of [
    ['admin', null, [here, there, group]],
    ['approver', null, [here, there]],
    ['approver', 'London Bridge', [here]],
    ['admin', 'Leeds Dock', [there]],
  ] as const) {
    const subjects = await subjectsFor(await personWith(role, place));
    expect([role, place, [here, there, group].filter((one) => subjects.has(one))]).toEqual([
      role,
      place,
      sees,
    ]);
  }
  for (const role of ['viewer', 'ops'] as const) {
    const key = await personWith(role, null);
    for (const path of ['/v1/audit-events', '/v1/audit-events/export'])
      expect([role, path, (await asked(key, path)).status]).toEqual([role, path, 403]);
  }
});

it('shows nothing of another Location to who asks for it by name', async () => {
  const key = await personWith('approver', 'Leeds Dock');
  const account = accounts['London Bridge'];
  for (const query of [`&locationId=${system.locations['London Bridge']}`, `&subject=account:${account}`])
    expect(await eventsFor(key, query)).toEqual([]);
});

it('finds events by person, action, subject, Location, outcome and period', async () => {
  const all = await admins('');
  const omar = all.find(({ person }) => person?.name === 'Omar').person.id;
  const place = system.locations['Leeds Dock'];
  const middle = all[Math.floor(all.length / 2)].at;
  const filters: [string, (event: Untyped) => boolean][] = [
    [`&person=${omar}`, ({ person }) => person?.id === omar],
    ['&action=person.registered', ({ action }) => action === 'person.registered'],
    [`&subject=account:${accounts['Leeds Dock']}`, ({ subject }) => subject.endsWith(accounts['Leeds Dock'])],
    [`&locationId=${place}`, ({ locationId }) => locationId === place],
    ['&outcome=refused', ({ outcome }) => outcome === 'refused'],
    [`&from=${middle}`, ({ at }) => at >= middle],
    [`&to=${middle}`, ({ at }) => at < middle],
    [`&locationId=${place}&person=${omar}`, (e) => e.locationId === place && e.person?.id === omar],
  ];
  for (const [query, fits] of filters) {
    const found = all.filter(fits);
    expect([query, await admins(query)]).toEqual([query, found]);
    if (!query.includes('outcome')) expect([query, found.length > 0]).toEqual([query, true]);
  }
});

it('is listed page by page, newest first, with nothing twice and nothing left out', async () => {
  const all = (await admins('')).map(({ id }) => id);
  const paged: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const { body }: Untyped = await asked(system.keys.admin, `/v1/audit-events?limit=2${cursor}`);
    paged.push(...body.items.map(({ id }: { id: string }) => id));
    next = body.next;
  }
  expect(paged).toEqual(all);
  expect([...all].map(Number)).toEqual([...all].map(Number).sort((one, other) => other - one));
});

it.each(['from=yesterday', 'to=2026-06-01T00:00:00', 'person=Omar', 'outcome=both', 'cursor=WzEsMl0'])(
  'refuses %s',
  async (query) => {
    expect((await asked(system.keys.admin, `/v1/audit-events?${query}`)).status).toBe(422);
  },
);

it('is exported as CSV that no spreadsheet executes', async () => {
  const name = '=HYPERLINK("http://evil")';
  const key = randomBytes(16).toString('hex');
  await registerPerson(system.database.pool, { name, kind: 'human', roles: ['admin'], key });
  await askApi(
    system.api,
    'POST',
    '/v1/product-groups',
    { name: '@SUM(1)' },
    { authorization: `Bearer ${key}` },
  );
  const { status, headers, text } = await asked(system.keys.admin, '/v1/audit-events/export');
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toBe('attachment; filename="audit-events.csv"');
  const [header, ...lines] = text.trimEnd().split('\r\n');
  expect(header).toMatch(/^Event,Time \(UTC\),Person,Name,Action,Subject,Outcome,/);
  expect(lines).toHaveLength((await admins('')).length);
  expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(text).not.toMatch(/(^|,)"?=/m);
  const at = system.locations['Leeds Dock'];
  const few = await asked(
    system.keys.admin,
    `/v1/audit-events/export?locationId=${at}&action=account.created`,
  );
  expect(few.text.trimEnd().split('\r\n')).toHaveLength(2);
});

describe('what is refused', () => {
  const refusedOf = async (requestId: string | null) => {
    const look = async () => (await admins('&outcome=refused')).filter((one) => one.requestId === requestId);
    return (await until(look, ({ length }) => length > 0))[0];
  };

  it.each<[string, string, string, object, number, string]>([
    ['viewer', 'POST', '/v1/accounts', {}, 403, 'forbidden'],
    ['ops', 'POST', '/v1/accounts', { name: 4 }, 422, 'invalid-request'],
    ['ops', 'PATCH', '/v1/accounts/:here', { accountsId: 'ACC-T0002' }, 409, 'accounts-id-taken'],
    ['ops', 'PATCH', '/v1/accounts/:nobody', { name: 'x' }, 404, 'not-found'],
    ['approver', 'POST', '/v1/charge-imports/:nobody/cancel', {}, 403, 'forbidden'],
  ])('is an event where %s asks to %s %s', async (who, method, path, body, status, reason) => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const at = path.replace(':here', accounts['London Bridge']).replace(':nobody', nobody);
    const answer = await system.call(who as 'ops', method, at, body);
    expect(answer.status).toBe(status);
    expect(await refusedOf(answer.headers.get('x-request-id'))).toMatchObject({
      action: `refused ${method} ${path.replace(/:(here|nobody)/, ':id')}`,
      person: { id: expect.any(String) },
      reason: `/problems/${reason}`,
      address: '127.0.0.1',
      credential: expect.stringMatching(/^key:/),
      locationId: path.includes(':here') ? system.locations['London Bridge'] : null,
      detail: {},
      before: null,
      after: null,
    });
  });

  it('is an event where a version is not the one that was seen', async () => {
    const at = `/v1/accounts/${accounts['Leeds Dock']}`;
    const answer = await system.call('ops', 'PATCH', at, { type: 'Virtual' }, { 'if-match': '"99"' });
    expect(answer.status).toBe(412);
    expect(await refusedOf(answer.headers.get('x-request-id'))).toMatchObject({
      reason: '/problems/version-differs',
      locationId: system.locations['Leeds Dock'],
    });
  });

  it('is no event where nothing was to be changed, and keeps nothing that was sent', async () => {
    const before = (await admins('&outcome=refused')).length;
    await system.call('viewer', 'GET', `/v1/accounts/${accounts['Leeds Dock'].replace(/^./, 'f')}`);
    await system.call('viewer', 'GET', '/v1/accounts?limit=many');
    const last = await system.call('viewer', 'POST', '/v1/accounts', { name: 'Wilhelmina Quist' });
    await refusedOf(last.headers.get('x-request-id'));
    expect(await admins('&outcome=refused')).toHaveLength(before + 1);
    expect(JSON.stringify(await admins(''))).not.toContain('Wilhelmina');
  });

  it('is answered at once, and recorded later, where the audit cannot be written', async () => {
    const held = await holdUp(system.databaseUrl, 'LOCK TABLE audit_event IN EXCLUSIVE MODE');
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => system.call('approver', 'POST', '/v1/accounts', {})),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(403));
    // Less than the three seconds for which the writer waits for the lock.
    expect(performance.now() - begun).toBeLessThan(2_500);
    await held.somebodyWaits();
    await held.release();
    for (const { headers } of answers) await refusedOf(headers.get('x-request-id'));
  });

  it('is one event for each address with a number, where keys are wrong', async () => {
    const api = await startApi(
      readApiSettings({ ...system.env, TRUST_PROXY: '1' }),
      pino({ level: 'silent' }),
    );
    const wrong = (address: string, method = 'GET', key: string | null = 'Bearer wrong') =>
      askApi(`http://127.0.0.1:${api.port}`, method, '/v1/accounts', method === 'GET' ? undefined : {}, {
        ...(key && { authorization: key }),
        'x-forwarded-for': address,
      });
    for (let time = 0; time < 30; time++) await wrong('192.0.2.1', time % 2 ? 'GET' : 'POST');
    await wrong('2001:db8::1');
    await wrong('not an address');
    await wrong('192.0.2.9', 'GET', null);
    await api.stop();
    const found = (await admins('&action=refused many')).map(({ person, address, detail, reason }) => ({
      ...{ person, address, reason },
      count: detail.count,
    }));
    const one = { person: null, reason: '/problems/unauthenticated' };
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        { ...one, address: '192.0.2.1', count: 30 },
        { ...one, address: '2001:db8::1', count: 1 },
        { ...one, address: null, count: 1 },
      ]),
    );
  });
});

it('says what an event is about to those who may see it, by its name of today', async () => {
  const account = await newAccount(system, { name: 'Bakers' });
  const [here, there] = [account.id, accounts['Leeds Dock']];
  const renamed = 'Bakers and Daughters';
  const edit = { 'if-match': '*' };
  await system.call('admin', 'PATCH', `/v1/accounts/${here}`, { name: renamed }, edit);
  await system.call('viewer', 'PATCH', '/v1/accounts/ACC-1', { name: 'x' }, edit);
  await system.call('admin', 'POST', '/v1/persons', { name: 'Audited', kind: 'human' });
  const namesOf = (events: Untyped[]) =>
    Object.fromEntries(events.map(({ subject, subjectName }) => [subject, subjectName]));
  const all = namesOf(await admins(''));
  expect(all[`account:${here}`]).toBe(`${account.accountsId} ${renamed}`);
  expect(all[`account:${there}`]).toMatch(/^ACC-/);
  expect(Object.values(all)).toEqual(expect.arrayContaining(['Post', 'Audited']));

  const ofLondon = await personAt(system, 'London Bridge', ['approver']);
  const named = async () =>
    namesOf((await ofLondon('GET', '/v1/audit-events?limit=200')).body.items as Untyped[]);
  expect((await named())[`account:${here}`]).toBe(`${account.accountsId} ${renamed}`);
  // The Account has moved since: what was done to it here stays to be seen, but not what it is called there.
  await system.database.query('UPDATE account SET location_id = $2 WHERE id = $1', [
    here,
    system.locations['Leeds Dock'],
  ]);
  expect((await named())[`account:${here}`]).toBeNull();
});
