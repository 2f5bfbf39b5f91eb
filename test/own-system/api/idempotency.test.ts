import { randomUUID } from 'node:crypto';
import { routes } from '../../../api/routes';
import { importTypeDefinition } from '../../../api/routes/catalogue/import-type-view';
import { pruneKeyedRequests } from '../../../prisma/repositories/work/keyed-requests';
import { importFields } from '../../../dev/tools/drive/imports';
import { newAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { holdUp } from '../../setup/hold-up';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem, Who } from '../../setup/system';

let system: OwnSystem;
let accountId: string;
let productGroupId: string;
/** By what is made for them: a human is given roles, a machine keys. */
let persons: { grants: string; keys: string };
beforeAll(async () => {
  system = await startSystem({
    worker: false,
    // Where people can sign in, they can be invited.
    env: {
      PUBLIC_URL: 'http://127.0.0.1:18081',
      OIDC_ISSUER: 'https://id.example.org',
      OIDC_CLIENT_ID: 'operate-connect',
      OIDC_CLIENT_SECRET: 'secret',
    },
  });
  accountId = (await newAccount(system)).id;
  const groups = await system.call('admin', 'GET', '/v1/product-groups');
  productGroupId = groups.body.items[0]?.id as string;
  const add = async (name: string, kind: string) =>
    (await system.call('admin', 'POST', '/v1/persons', { name, kind })).body.id;
  persons = { grants: await add('Granted', 'human'), keys: await add('Keyed', 'machine') };
});
afterAll(() => system.stop());

let made = 0;
const unique = () => `K${++made}`;
const account = () => ({
  accountsId: unique(),
  name: 'Keyed',
  type: 'Virtual',
  locationId: system.locations['London Bridge'],
});

function form(sell: string, referenceText = 'May'): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(importFields({ referenceText }))) data.set(name, value);
  data.set('file', new Blob([callFile([{ code: 'KEYED', sell }])]), 'calls.csv');
  return data;
}

interface Creating {
  who: Who;
  /** A body that can be sent once, and another one. */
  body: () => [unknown, unknown];
  /** Its table. */
  table: string;
}

/** Roles that take effect at once, each at a place of its own. */
function* rolesAtPlaces() {
  for (const place of ['London Bridge', 'Leeds Dock'])
    for (const role of ['viewer', 'ops', 'admin']) yield { role, locationId: system.locations[place] };
}
const grants = rolesAtPlaces();

/** What each route that creates is sent, but for those with a secret. One that is not here fails the first test. */
const creating: Record<string, Creating> = {
  '/v1/accounts': { who: 'ops', body: () => [account(), account()], table: 'account' },
  '/v1/accounts/:id/account-codes': {
    who: 'ops',
    body: () => [{ code: unique() }, { code: unique() }],
    table: 'account_code',
  },
  '/v1/locations': {
    who: 'admin',
    body: () => {
      const place = { timeZone: 'Europe/London', currency: 'GBP' };
      return [
        { name: unique(), ...place },
        { name: unique(), ...place },
      ];
    },
    table: 'location',
  },
  '/v1/product-groups': {
    who: 'admin',
    body: () => [{ name: unique() }, { name: unique() }],
    table: 'product_group',
  },
  '/v1/products': {
    who: 'admin',
    body: () => {
      const product = { productGroupId, taxPercent: '20' };
      return [
        { ...product, name: unique() },
        { ...product, name: unique() },
      ];
    },
    table: 'product',
  },
  '/v1/import-types': {
    who: 'admin',
    body: () => {
      const [definition] = importTypeDefinition.meta()?.examples as unknown[];
      return [
        { name: unique(), definition },
        { name: unique(), definition },
      ];
    },
    table: 'import_type',
  },
  '/v1/persons': {
    who: 'admin',
    body: () => [
      { name: unique(), kind: 'human' },
      { name: unique(), kind: 'human' },
    ],
    table: 'person',
  },
  '/v1/persons/:id/grants': {
    who: 'admin',
    body: () => [grants.next().value, grants.next().value],
    table: 'person_grant',
  },
  '/v1/charge-imports': {
    who: 'ops',
    body: () => {
      const sell = String(++made);
      return [form(sell), form(sell, 'June')];
    },
    table: 'charge_import',
  },
};

const count = async (table: string) =>
  (await system.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`))[0]?.count;

const idIn = (path: string): string => {
  if (!path.startsWith('/v1/persons/')) return accountId;
  return path.endsWith('/keys') ? persons.keys : persons.grants;
};
const send = (path: string, body: unknown, key: string, who = creating[path]?.who ?? 'admin') =>
  system.call(who, 'POST', path.replace(':id', idIn(path)), body, { 'idempotency-key': key });

/** What of an answer a repeat must have, too. */
const essence = ({ status, headers, text }: Awaited<ReturnType<typeof send>>) => ({
  status,
  type: headers.get('content-type'),
  location: headers.get('location'),
  etag: headers.get('etag'),
  text,
});

const table = routes.filter(({ creates, secret }) => creates && !secret).map(({ path }) => path);
const secret = routes.filter(({ creates, secret }) => creates && secret).map(({ path }) => path);

it('knows every route that creates', () => {
  expect(table.sort()).toEqual(Object.keys(creating).sort());
  expect(secret).toEqual(['/v1/persons/:id/keys', '/v1/persons/:id/invitations']);
  const others = routes.filter(
    ({ method, answers, creates }) => method === 'post' && answers[201] && !creates,
  );
  expect(others).toEqual([]);
});

it.each(table)(
  'creates once at %s what twenty equal requests ask for at once, and answers all alike',
  async (path) => {
    const { body, table } = creating[path] as Creating;
    const [first] = body();
    const before = (await count(table)) as number;
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(path, first, key)));
    const [done, busy] = [
      answers.filter(({ status }) => status < 300),
      answers.filter(({ status }) => status >= 300),
    ];
    expect(done.length).toBeGreaterThan(0);
    for (const { status, headers, problem } of busy) {
      expect([status, problem.type]).toEqual([409, '/problems/request-in-progress']);
      expect(headers.get('retry-after')).toBe('1');
    }
    expect(await count(table)).toBe(before + 1);
    const again = await send(path, first, key);
    for (const one of done) expect(essence(one)).toEqual(essence(again));
  },
);

it.each(table)('refuses a key of %s for another body, and creates nothing', async (path) => {
  const { body, table } = creating[path] as Creating;
  const [first, other] = body();
  const key = randomUUID();
  expect((await send(path, first, key)).status).toBeLessThan(300);
  const before = await count(table);
  expect(await send(path, other, key)).toMatchObject({
    status: 422,
    problem: { type: '/problems/idempotency-key-reused' },
  });
  expect(await count(table)).toBe(before);
});

it.each(secret)('makes at %s one thing with a secret, which is shown once', async (path) => {
  const made = async () => {
    const { body } = await system.call('admin', 'GET', path.replace(':id', idIn(path)));
    // Invitations that were revoked are listed, too.
    return (body.items as { state?: string }[]).filter(({ state = 'open' }) => state === 'open');
  };
  const before = await made();
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(path, {}, key)));
  const [first, ...more] = answers.filter(({ status }) => status === 201);
  expect(more).toEqual([]);
  const { id, key: shownKey, link } = first?.body as { id: string; key?: string; link?: string };
  const again = await send(path, {}, key);
  const createdPath = `${path.replace(':id', idIn(path))}/${id}`;
  expect(again).toMatchObject({
    status: 409,
    problem: { type: '/problems/answer-not-kept', createdId: id, createdPath },
  });
  expect(again.text).not.toContain(shownKey ?? link);
  for (const { status, problem } of answers.filter((one) => one !== first)) {
    expect(status).toBe(409);
    expect(['/problems/answer-not-kept', '/problems/request-in-progress']).toContain(problem.type);
  }
  expect((await made()).length).toBe(before.length + 1);
  // As the problem says: what was made can be removed there, and made anew.
  expect((await system.call('admin', 'DELETE', createdPath)).status).toBe(204);
  expect((await send(path, {}, randomUUID())).status).toBe(201);
  expect((await made()).length).toBe(before.length + 1);
});

it('refuses a key with which an API key was made for another body', async () => {
  const path = '/v1/persons/:id/keys';
  const key = randomUUID();
  const [first, other] = [{ expiresAt: '2100-01-01T00:00:00Z' }, { expiresAt: '2101-01-01T00:00:00Z' }];
  expect((await send(path, first, key)).status).toBe(201);
  expect((await send(path, other, key)).problem.type).toBe('/problems/idempotency-key-reused');
});

it('makes one change that waits, and answers so however often it is asked for', async () => {
  const path = '/v1/persons/:id/grants';
  const [body, key] = [{ role: 'approver', locationId: null }, randomUUID()];
  const first = await send(path, body, key);
  expect(first).toMatchObject({ status: 202, body: { grant: null, change: { kind: 'grant' } } });
  expect(essence(await send(path, body, key))).toEqual(essence(first));
  // The process ended before it could keep its answer.
  await system.database.query('UPDATE keyed_request SET answer = NULL WHERE key = $1', [key]);
  const again = await send(path, body, key);
  expect([again.status, again.body]).toEqual([202, first.body]);
});

it('says of a role that was held before, that it was, and of a new one, that it is new', async () => {
  const path = '/v1/persons/:id/grants';
  const body = { role: 'viewer', locationId: null };
  const [first, second] = [randomUUID(), randomUUID()];
  expect((await send(path, body, first)).status).toBe(201);
  expect((await send(path, body, second)).status).toBe(200);
  expect((await send(path, body, first)).status).toBe(201);
});

it('answers one that had to wait for an equal one as it was answered', async () => {
  const path = '/v1/accounts/:id/account-codes';
  const [body, key] = [{ code: unique() }, randomUUID()];
  const held = await holdUp(system.databaseUrl, 'LOCK TABLE audit_event IN SHARE MODE');
  const both = [send(path, body, key), send(path, body, key)];
  await held.somebodyWaits();
  await held.release();
  const [first, second] = await Promise.all(both);
  expect(first?.status).toBe(201);
  expect(second && essence(second)).toEqual(first && essence(first));
});

it('gives the answer of then, whatever has become of the thing', async () => {
  const body = account();
  const key = randomUUID();
  const first = await send('/v1/accounts', body, key);
  await system.call('ops', 'PATCH', `/v1/accounts/${first.body.id}`, { name: 'Renamed' });
  const again = await send('/v1/accounts', body, key);
  expect(essence(again)).toEqual(essence(first));
  expect(again.headers.get('etag')).toBe('"1"');
});

it('takes members in another order for the same body', async () => {
  const body = account();
  const key = randomUUID();
  const first = await send('/v1/accounts', body, key);
  const turned = Object.fromEntries(Object.entries(body).reverse());
  expect(essence(await send('/v1/accounts', turned, key))).toEqual(essence(first));
});

it('knows keys by person and by path', async () => {
  const body = account();
  const key = randomUUID();
  expect((await send('/v1/accounts', body, key)).status).toBe(201);
  // A stranger learns nothing of the answer, and the Accounts ID is taken.
  expect(await send('/v1/accounts', body, key, 'lead')).toMatchObject({
    status: 409,
    problem: { type: '/problems/accounts-id-taken' },
  });
  expect(await send('/v1/accounts/:id/account-codes', { code: unique() }, key)).toMatchObject({
    status: 422,
    problem: { type: '/problems/idempotency-key-reused' },
  });
});

it('keeps no refusal: the same key may be used once the cause is gone', async () => {
  const body = account();
  const taken = await send('/v1/accounts', body, randomUUID());
  const key = randomUUID();
  expect((await send('/v1/accounts', body, key)).status).toBe(409);
  await system.call('ops', 'PATCH', `/v1/accounts/${taken.body.id}`, { accountsId: unique() });
  expect((await send('/v1/accounts', body, key)).status).toBe(201);
});

it('refuses to repeat what the person may no longer do', async () => {
  const body = account();
  const key = randomUUID();
  await send('/v1/accounts', body, key);
  const grants = await system.database.query<{ id: string }>(
    `DELETE FROM person_grant WHERE role = 'ops' AND person_id = (SELECT person_id FROM keyed_request WHERE key = $1)
     RETURNING person_id AS id`,
    [key],
  );
  expect((await send('/v1/accounts', body, key)).status).toBe(403);
  await system.database.query(`INSERT INTO person_grant (person_id, role) VALUES ($1, 'ops')`, [
    grants[0]?.id,
  ]);
  expect((await send('/v1/accounts', body, key)).status).toBe(201);
});

it.each([
  ['spaces', 'a b'],
  ['256 characters', 'x'.repeat(256)],
  ['none at all', ''],
  ['letters beyond ASCII', 'é'],
])('refuses a key of %s, and creates nothing', async (_what, key) => {
  const body = account();
  expect(await send('/v1/accounts', body, key)).toMatchObject({
    status: 422,
    problem: { type: '/problems/invalid-request', detail: expect.stringContaining('Idempotency-Key') },
  });
  expect((await send('/v1/accounts', body, 'x'.repeat(255 - String(made).length) + made)).status).toBe(201);
});

it('forgets requests after seven days, however many there are', async () => {
  const key = randomUUID();
  await send('/v1/accounts', account(), key);
  await system.database.query(
    `INSERT INTO keyed_request (person_id, key, digest, created_id, created_at)
     SELECT gen_random_uuid(), 'old ' || n, '', gen_random_uuid(), now() - interval '7 days 1 minute'
     FROM generate_series(1, 12000) n
     UNION ALL SELECT gen_random_uuid(), 'young', '', gen_random_uuid(), now() - interval '6 days 23 hours'`,
  );
  await pruneKeyedRequests(system.database);
  const left = await system.database.query<{ key: string }>(
    `SELECT key FROM keyed_request WHERE key IN ($1, 'young') OR key LIKE 'old %' ORDER BY created_at`,
    [key],
  );
  expect(left.map(({ key }) => key)).toEqual(['young', key]);
});
