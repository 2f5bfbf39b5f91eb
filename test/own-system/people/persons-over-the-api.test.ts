import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSystem } from '../../setup/own-system';
import { personWith, type TestPerson } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';
import { until } from '../../setup/until';

let system: OwnSystem;
let ada: TestPerson;
let bea: TestPerson;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  ada = await personWith(system, 'Ada Admin', ['admin']);
  bea = await personWith(system, 'Bea Admin', ['admin']);
});
afterAll(() => system.stop());

const auditOf = (id: string) =>
  system.database.query<{ action: string; by: string; detail: unknown }>(
    `SELECT e.action, p.name AS by, e.detail FROM audit_event e LEFT JOIN person p ON p.id = e.person_id
     WHERE e.subject = $1 AND e.action LIKE 'person.%' ORDER BY e.id`,
    [`person:${id}`],
  );

it('adds a person without rights, gives them roles, and takes them back', async () => {
  const made = await ada.call('POST', '/v1/persons', { name: ' Olga ', kind: 'human' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Olga', email: null, grants: [], version: 1 } });
  const at = `/v1/persons/${made.body.id as string}`;
  expect(made.headers.get('location')).toBe(at);
  const locationId = system.locations['Leeds Dock'] as string;
  const ops = await ada.call('POST', `${at}/grants`, { role: 'ops', locationId });
  expect(ops).toMatchObject({ status: 201, body: { grant: { role: 'ops', locationId }, change: null } });
  const again = await ada.call('POST', `${at}/grants`, { role: 'ops', locationId });
  expect([again.status, again.body]).toEqual([200, ops.body]);
  expect((await ada.call('GET', at)).body.grants).toEqual([ops.body.grant]);
  const removed = await ada.call('DELETE', `${at}/grants/${ops.body.grant.id as string}`);
  expect([removed.status, removed.body]).toEqual([200, { warnings: [] }]);
  expect((await ada.call('DELETE', `${at}/grants/${ops.body.grant.id as string}`)).status).toBe(404);
  expect(await auditOf(made.body.id)).toEqual([
    { action: 'person.added', by: 'Ada Admin', detail: { kind: 'human' } },
    { action: 'person.granted', by: 'Ada Admin', detail: { role: 'ops', locationId } },
    { action: 'person.grant-removed', by: 'Ada Admin', detail: { role: 'ops', locationId } },
  ]);
});

it('finds no grant and no key of one person under another', async () => {
  const [one, other] = [
    await personWith(system, 'One of two', ['viewer']),
    await personWith(system, 'Other of two', ['viewer']),
  ];
  const grantId = (await ada.call('GET', `/v1/persons/${one.id}/grants`)).body.items[0].id as string;
  const keyId = (await ada.call('GET', `/v1/persons/${one.id}/keys`)).body.items[0].id as string;
  expect((await ada.call('DELETE', `/v1/persons/${other.id}/grants/${grantId}`)).status).toBe(404);
  expect((await ada.call('DELETE', `/v1/persons/${other.id}/keys/${keyId}`)).status).toBe(404);
  expect((await other.call('DELETE', `/v1/persons/${other.id}/keys/${keyId}`)).status).toBe(404);
  expect((await one.call('GET', '/v1/me')).status).toBe(200);
});

it('takes no field that is not meant for it', async () => {
  const id = bea.id;
  const wrong: [string, string, Record<string, unknown>][] = [
    ['POST', '/v1/persons', { name: 'X', kind: 'human', grants: [{ role: 'admin', locationId: null }] }],
    ['POST', '/v1/persons', { name: 'X', kind: 'human', id: randomUUID() }],
    ['PATCH', `/v1/persons/${id}`, { kind: 'machine' }],
    ['PATCH', `/v1/persons/${id}`, { version: 9 }],
    ['PATCH', `/v1/persons/${id}`, { deactivatedAt: null }],
    ['POST', `/v1/persons/${id}/grants`, { role: 'ops' }],
    ['POST', `/v1/persons/${id}/grants`, { role: 'ops', locationId: null, personId: ada.id }],
    ['POST', `/v1/persons/${id}/grants`, { role: 'owner', locationId: null }],
    ['POST', `/v1/persons/${id}/grants`, { role: 'ops', locationId: randomUUID() }],
    ['POST', `/v1/persons/${id}/keys`, { sha256: 'x' }],
    ['POST', `/v1/persons/${id}/keys`, { expiresAt: '2020-01-01T00:00:00Z' }],
    ['POST', '/v1/persons', { name: 'X', kind: 'machine', email: 'x@example.org' }],
    ['POST', '/v1/persons', { name: 'X', kind: 'human', email: 'nobody' }],
    ['POST', '/v1/persons', { name: '\u200b', kind: 'human' }],
  ];
  for (const [method, path, body] of wrong) {
    const { status, problem } = await ada.call(method, path, body);
    expect([method, path, body, status, problem.type]).toEqual([
      method,
      path,
      body,
      422,
      '/problems/invalid-request',
    ]);
  }
  expect(await system.database.query(`SELECT FROM person WHERE name IN ('X', '')`)).toEqual([]);
});

it('has one person of a name, whoever is first, and edits what was seen', async () => {
  const both = await Promise.all(
    [ada, bea].map(({ call }) => call('POST', '/v1/persons', { name: 'Tom', kind: 'human' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const { id } = both.find(({ status }) => status === 201)?.body as { id: string };
  const renamed = await ada.call('PATCH', `/v1/persons/${id}`, { name: 'Tomas' }, { 'if-match': '"1"' });
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Tomas', version: 2, warnings: [] } });
  expect(renamed.headers.get('etag')).toBe('"2"');
  const late = await bea.call('PATCH', `/v1/persons/${id}`, { name: 'Thomas' }, { 'if-match': '"1"' });
  expect(late).toMatchObject({ status: 412, problem: { type: '/problems/version-differs' } });
  expect(await ada.call('PATCH', `/v1/persons/${id}`, { name: 'Bea Admin' })).toMatchObject({
    status: 409,
    problem: { type: '/problems/name-taken' },
  });
});

it('stops keys and sessions of whoever is deactivated at once, for good', async () => {
  const leaver = await personWith(system, 'Leaver', ['ops', 'admin']);
  await system.database.query(
    `INSERT INTO session (person_id, token_sha256, signed_in_at) VALUES ($1, 'leaver', now())`,
    [leaver.id],
  );
  const waiting = await leaver.call('POST', `/v1/persons/${bea.id}/grants`, {
    role: 'approver',
    locationId: null,
  });
  expect(waiting.status).toBe(202);
  const gone = await ada.call('PATCH', `/v1/persons/${leaver.id}`, { deactivated: true });
  expect(gone).toMatchObject({ status: 200, body: { deactivatedAt: expect.any(String) as string } });
  expect((await leaver.call('GET', '/v1/me')).status).toBe(401);
  const path = `/v1/persons/${leaver.id}`;
  expect((await ada.call('POST', `${path}/keys`, {})).problem.type).toBe('/problems/wrong-state');
  const more = await ada.call('POST', `${path}/grants`, { role: 'viewer', locationId: null });
  expect(more.problem.type).toBe('/problems/wrong-state');
  // Nor does what they asked for take effect any more.
  const change = (waiting.body.change as { id: string }).id;
  const confirmed = await ada.call('POST', `/v1/persons/changes/${change}/confirm`);
  expect(confirmed).toMatchObject({ status: 409, problem: { type: '/problems/wrong-state' } });
  await ada.call('POST', `/v1/persons/changes/${change}/withdraw`);

  const back = await ada.call('PATCH', path, { deactivated: false });
  expect(back).toMatchObject({ status: 200, body: { deactivatedAt: null } });
  expect((await leaver.call('GET', '/v1/me')).status).toBe(401);
  const sessions = await system.database.query(
    `SELECT FROM session WHERE person_id = $1 AND ended_at IS NULL`,
    [leaver.id],
  );
  expect(sessions).toEqual([]);
  expect((await auditOf(leaver.id)).slice(-2)).toEqual([
    { action: 'person.deactivated', by: 'Ada Admin', detail: { keysRevoked: 1, sessionsEnded: 1 } },
    { action: 'person.reactivated', by: 'Ada Admin', detail: {} },
  ]);
});

it('does not let a person in who is deactivated, even with a key that was not revoked', async () => {
  const ghost = await personWith(system, 'Ghost', ['viewer']);
  await system.database.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [ghost.id]);
  expect((await ghost.call('GET', '/v1/me')).status).toBe(401);
  await expect(personWith(system, 'Ghost', ['viewer'])).rejects.toThrow('is deactivated');
});

it('pages through persons by name', async () => {
  for (const name of ['Page one', 'Page two', 'Page three']) await personWith(system, name, []);
  const names: string[] = [];
  let cursor = '';
  do {
    const { body } = await ada.call('GET', `/v1/persons?limit=2${cursor}`);
    names.push(...(body.items as { name: string }[]).map(({ name }) => name));
    cursor = body.next === null ? '' : `&cursor=${body.next as string}`;
  } while (cursor !== '');
  const all = await system.database.query<{ name: string }>('SELECT name FROM person ORDER BY name, id');
  expect(names).toEqual(all.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(5);
});

it('notes when a key was used, at most once a minute, and makes nobody wait for it', async () => {
  const { id, call } = await personWith(system, 'Used', ['viewer']);
  const noted = async () => {
    const [key] = await system.database.query<{ at: Date | null; write: string }>(
      'SELECT last_used_at AS at, xmin::text AS write FROM api_key WHERE person_id = $1',
      [id],
    );
    return key as { at: Date | null; write: string };
  };
  expect((await noted()).at).toBeNull();
  await Promise.all(Array.from({ length: 20 }, () => call('GET', '/v1/me')));
  const first = await until(noted, ({ at }) => at !== null);
  await Promise.all(Array.from({ length: 20 }, () => call('GET', '/v1/me')));
  await sleep(300);
  expect(await noted()).toEqual(first);
  const listed = (await ada.call('GET', `/v1/persons/${id}/keys`)).body.items[0].lastUsedAt as string;
  expect(Date.parse(listed)).toBe(first.at?.getTime());

  const long = `UPDATE api_key SET last_used_at = now() - interval '61 seconds' WHERE person_id = $1`;
  await system.database.query(long, [id]);
  await system.database.transaction(async (tx) => {
    await tx.query('SELECT FROM api_key WHERE person_id = $1 FOR UPDATE', [id]);
    for (let use = 0; use < 10; use++) expect((await call('GET', '/v1/me')).status).toBe(200);
  });
  await call('GET', '/v1/me');
  await until(noted, ({ at }) => at !== null && at > (first.at as Date));
});
