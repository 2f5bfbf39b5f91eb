import { createHash } from 'node:crypto';
import { startSystem } from '../../setup/own-system';
import { at, callWith, personWith, type TestPerson } from '../../setup/persons';
import { startSecondApi } from '../../setup/second-api';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let ada: TestPerson;
let machine: string;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  ada = await personWith(system, 'Ada Admin', ['admin']);
});
beforeEach(async () => {
  const name = `Integration ${Math.random()}`;
  const { body } = await ada.call('POST', '/v1/persons', { name, kind: 'machine' });
  machine = `/v1/persons/${body.id as string}`;
  await ada.call('POST', `${machine}/grants`, { role: 'viewer', locationId: null });
});
afterAll(() => system.stop());

const make = (body: unknown = {}, person = machine) => ada.call('POST', `${person}/keys`, body);
const works = async (key: string) => (await callWith(system.api, key)('GET', '/v1/me')).status;
const listed = async () =>
  (await ada.call('GET', `${machine}/keys`)).body.items as { id: string; isExpired: boolean }[];

it('makes a key of 256 random bits, shows it once, and keeps only its hash', async () => {
  const { status, body, headers } = await make();
  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  const key = body.key as string;
  expect(key).toMatch(/^oc_[\w-]{43}$/);
  expect(Buffer.from(key.slice(3), 'base64url')).toHaveLength(32);
  expect(await works(key)).toBe(200);
  expect(body).toMatchObject({ madeBy: { name: 'Ada Admin' }, lastUsedAt: null, expiresAt: null });
  const [kept] = await system.database.query<{ sha256: string }>('SELECT sha256 FROM api_key WHERE id = $1', [
    body.id,
  ]);
  expect(kept?.sha256).toBe(createHash('sha256').update(key).digest('hex'));
  const everywhere = await system.database.query<{ text: string }>(
    `SELECT to_jsonb(k)::text AS text FROM api_key k UNION ALL SELECT to_jsonb(e)::text FROM audit_event e`,
  );
  expect(everywhere.filter(({ text }) => text.includes(key.slice(3)))).toEqual([]);
  expect(JSON.stringify(await listed())).not.toContain(key);
});

it('has two keys at most, so that one can follow the other, and none of a revoked one', async () => {
  const first = await make();
  const second = await make();
  const third = await make();
  expect(third).toMatchObject({ status: 409, problem: { type: '/problems/too-many-keys' } });
  const revoke = () => ada.call('DELETE', `${machine}/keys/${first.body.id as string}`);
  expect((await revoke()).status).toBe(204);
  expect([await works(first.body.key as string), await works(second.body.key as string)]).toEqual([401, 200]);
  expect((await revoke()).status).toBe(204);
  expect((await listed()).map(({ id }) => id)).toEqual([second.body.id]);
  expect((await make()).status).toBe(201);
  const audited = await system.database.query<{ action: string }>(
    `SELECT action FROM audit_event WHERE subject = $1 AND action LIKE 'person.key%' ORDER BY id`,
    [machine.replace('/v1/persons/', 'person:')],
  );
  expect(audited.map(({ action }) => action)).toEqual([
    'person.key-made',
    'person.key-made',
    'person.key-revoked',
    'person.key-made',
  ]);
});

it('has two keys at most, however many are asked for at once', async () => {
  const second = await startSecondApi(system);
  const both = [ada, at(second.url, ada)];
  const asked = await Promise.all(
    [...both, ...both, ...both].map(({ call }) => call('POST', `${machine}/keys`, {})),
  );
  await second.stop();
  expect(asked.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
  expect(await listed()).toHaveLength(2);
});

it('refuses a key from the moment at which it expires', async () => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { body } = await make({ expiresAt });
  expect(Date.parse(body.expiresAt as string)).toBe(Date.parse(expiresAt));
  expect(await works(body.key as string)).toBe(200);
  await system.database.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [body.id]);
  expect(await works(body.key as string)).toBe(401);
  expect(await listed()).toMatchObject([{ isExpired: true }]);
  // It no longer counts.
  expect([(await make()).status, (await make()).status, (await make()).status]).toEqual([201, 201, 409]);
});

it('shows people their own keys and roles, and lets them revoke their own', async () => {
  const omar = await personWith(system, 'Omar with a key', ['ops']);
  const own = `/v1/persons/${omar.id}`;
  const { body, status } = await omar.call('GET', `${own}/keys`);
  expect(status).toBe(200);
  expect(body.items).toMatchObject([{ madeBy: null }]);
  expect((await omar.call('GET', `${own}/grants`)).body.items).toMatchObject([{ role: 'ops' }]);
  for (const [method, path] of [
    ['GET', `/v1/persons/${ada.id}/keys`],
    ['GET', `/v1/persons/${ada.id}/grants`],
    ['GET', own],
    ['PATCH', own],
    ['POST', `${own}/grants`],
    ['POST', `${own}/keys`],
  ] as const)
    expect([method, path, (await omar.call(method, path, method === 'GET' ? undefined : {})).status]).toEqual(
      [method, path, 403],
    );
  expect((await omar.call('DELETE', `${own}/keys/${body.items[0].id as string}`)).status).toBe(204);
  expect((await omar.call('GET', '/v1/me')).status).toBe(401);
});

it("lets an admin make a person's key where nobody can sign in, and writes down that it was so", async () => {
  const olga = await personWith(system, 'Olga without sign-in', ['ops']);
  const made = await make({}, `/v1/persons/${olga.id}`);
  expect(made.status).toBe(201);
  const [audited] = await system.database.query(
    `SELECT person_id AS by, detail FROM audit_event WHERE subject = $1 AND action = 'person.key-made'`,
    [`person:${olga.id}`],
  );
  const how = { ofKind: 'human', bySession: false, signInConfigured: false };
  expect(audited).toEqual({ by: ada.id, detail: { keyId: made.body.id, expiresAt: null, ...how } });
});
