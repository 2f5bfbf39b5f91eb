import { randomBytes } from 'node:crypto';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { removeOldSessions } from '../../../prisma/repositories/people/sessions';
import { type Browser, startSystemWithSignIn } from '../../setup/browser';
import type { FakeIssuer } from '../../setup/fake-issuer';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let issuer: FakeIssuer;
let browser: () => Browser;
const persons: Record<string, string> = {};
beforeAll(async () => {
  ({ system, issuer, browser } = await startSystemWithSignIn());
  for (const [name, role] of [
    ['Omar', 'ops'],
    ['Ada', 'admin'],
  ] as const)
    persons[name] = await registerPerson(system.database.pool, {
      name,
      kind: 'human',
      roles: [role],
      key: `key-of-${name}`,
      email: `${name}@example.test`,
    });
});
afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

beforeEach(() => system.database.query('UPDATE session SET ended_at = now() WHERE ended_at IS NULL'));

async function signedIn(name: string): Promise<Browser> {
  const one = browser();
  const email = `${name}@example.test`;
  expect((await one.signIn({ sub: name, email, email_verified: true })).status).toBe(302);
  return one;
}

const same = { 'sec-fetch-site': 'same-origin' };
const statusOf = async (one: Browser, at = '/v1/me', headers = {}) =>
  (await one.request('GET', at, headers)).status;
const age = (change: string) => system.database.query(`UPDATE session SET ${change} WHERE ended_at IS NULL`);

it('ends after thirty minutes without a request of the person', async () => {
  const one = await signedIn('Omar');
  await age(`last_used_at = now() - interval '29 minutes'`);
  expect(await statusOf(one)).toBe(200);
  const [{ minutes } = { minutes: NaN }] = await system.database.query<{ minutes: number }>(
    `SELECT extract(epoch FROM now() - last_used_at)::float8 / 60 AS minutes FROM session WHERE ended_at IS NULL`,
  );
  expect(minutes).toBeLessThan(1);
  await age(`last_used_at = now() - interval '30 minutes'`);
  const { status, body } = await one.request('GET', '/v1/me');
  expect([status, body?.detail]).toEqual([401, 'Your session has ended. Sign in again.']);
});

it('is not kept alive by what a browser asks for by itself', async () => {
  const one = await signedIn('Omar');
  await age(`last_used_at = now() - interval '29 minutes'`);
  expect(await statusOf(one, '/v1/session')).toBe(200);
  expect(await statusOf(one, '/v1/me', { 'x-background': '1' })).toBe(200);
  const { body } = await one.request('GET', '/v1/session');
  const left = Date.parse(body?.idleEndsAt as string) - Date.now();
  expect(left).toBeLessThan(61_000);
  await age(`last_used_at = last_used_at - interval '1 minute'`);
  expect(await statusOf(one)).toBe(401);
});

it('ends after twelve hours however much it is used', async () => {
  const one = await signedIn('Omar');
  await age(`created_at = now() - interval '12 hours', last_used_at = now()`);
  expect(await statusOf(one)).toBe(401);
});

it('ends at once where the person signs out, for a copy of the cookie, too', async () => {
  const one = await signedIn('Omar');
  const cookie = `session=${one.cookies.get('session')}`;
  const { status, body } = await one.request('DELETE', '/v1/session', same);
  expect(status).toBe(200);
  expect(body?.issuer).toMatch(new RegExp(`^${issuer.url}/logout\\?`));
  expect(one.cookies.has('session')).toBe(false);
  expect((await fetch(`${system.api}/v1/me`, { headers: { cookie } })).status).toBe(401);
});

it('is listed to an admin, who ends one or all of them', async () => {
  const [first, second, third] = [await signedIn('Omar'), await signedIn('Omar'), await signedIn('Omar')];
  const ada = await signedIn('Ada');
  const at = `/v1/persons/${persons.Omar}/sessions`;
  const { body } = await ada.request('GET', at);
  const [newest] = body?.items as { id: string; userAgent: string }[];
  expect(body?.items).toHaveLength(3);
  expect(JSON.stringify(body)).not.toContain(third.cookies.get('session'));
  expect((await ada.request('DELETE', `${at}/${newest?.id}`, same)).body).toEqual({ ended: 1 });
  expect((await ada.request('DELETE', `${at}/${newest?.id}`, same)).status).toBe(404);
  expect(await Promise.all([first, second, third].map((one) => statusOf(one)))).toEqual([200, 200, 401]);
  expect((await ada.request('DELETE', at, same)).body).toEqual({ ended: 2 });
  expect(await Promise.all([first, second, ada].map((one) => statusOf(one)))).toEqual([401, 401, 200]);
  expect((await ada.request('GET', '/v1/persons/00000000-0000-4000-8000-000000000000/sessions')).status).toBe(
    404,
  );
});

it('is listed to its person, who ends one of theirs, all others or all', async () => {
  const [first, second, third] = [await signedIn('Omar'), await signedIn('Omar'), await signedIn('Omar')];
  const at = `/v1/persons/${persons.Omar}/sessions`;
  const listed = async () =>
    (await first.request('GET', at)).body?.items as { id: string; isCurrent: boolean }[];
  const mine = await listed();
  expect(mine.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, false, true]);
  const [latest] = mine;
  expect(latest?.isCurrent).toBe(false);
  expect((await first.request('DELETE', `${at}/${latest?.id}`, same)).body).toEqual({ ended: 1 });
  const statuses = () => Promise.all([first, second, third].map((one) => statusOf(one)));
  expect(await statuses()).toEqual([200, 200, 401]);
  expect((await first.request('DELETE', `${at}?keepCurrent=true`, same)).body).toEqual({ ended: 1 });
  expect(await statuses()).toEqual([200, 401, 401]);
  expect(await listed()).toMatchObject([{ isCurrent: true }]);
  const audited = await system.database.query(
    `SELECT person_id AS by, subject FROM audit_event
     WHERE action = 'session.ended' AND detail ->> 'sessionId' = ANY ($1)`,
    [mine.map(({ id }) => id)],
  );
  const event = { by: persons.Omar, subject: `person:${persons.Omar}` };
  expect(audited).toEqual([event, event]);
  expect((await first.request('DELETE', at, same)).body).toEqual({ ended: 1 });
  expect(await statuses()).toEqual([401, 401, 401]);
});

it('of somebody else is neither seen nor ended by who is no admin, under any name', async () => {
  const [omar, ada] = [await signedIn('Omar'), await signedIn('Ada')];
  const others = `/v1/persons/${persons.Ada}/sessions`;
  const [{ id } = { id: '' }] = (await ada.request('GET', others)).body?.items as { id: string }[];
  expect(await statusOf(omar, others)).toBe(403);
  for (const at of [others, `${others}?keepCurrent=true`, `${others}/${id}`])
    expect([at, (await omar.request('DELETE', at, same)).status]).toEqual([at, 403]);
  const asOwn = await omar.request('DELETE', `/v1/persons/${persons.Omar}/sessions/${id}`, same);
  expect(asOwn.status).toBe(404);
  expect(await statusOf(ada)).toBe(200);
});

it('is removed a month after it can have ended, and a sign-in that was not finished at once', async () => {
  await signedIn('Omar');
  await browser().begin();
  await system.database.query(`UPDATE session SET created_at = now() - interval '38 days'`);
  await system.database.query(`UPDATE sign_in_flow SET expires_at = now() - interval '1 s'`);
  await signedIn('Omar');
  await removeOldSessions(system.database);
  const [left] = await system.database.query(
    'SELECT (SELECT count(*)::int FROM session) AS sessions, (SELECT count(*)::int FROM sign_in_flow) AS flows',
  );
  expect(left).toEqual({ sessions: 1, flows: 0 });
});

it('counts made-up sessions like wrong keys, by address, but not one that has ended', async () => {
  const one = await signedIn('Omar');
  const ended = await signedIn('Omar');
  await system.database.query(
    `UPDATE session SET ended_at = now() WHERE created_at = (SELECT max(created_at) FROM session)`,
  );
  const request = (headers: Record<string, string> = {}) => ended.request('GET', '/v1/me', headers);
  const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));
  expect((await times(25, () => request())).map(({ status }) => status)).toEqual(Array(25).fill(401));
  const madeUp = () => request({ cookie: `session=${randomBytes(32).toString('base64url')}` });
  expect((await times(20, madeUp)).map(({ status }) => status)).toEqual(Array(20).fill(401));
  const { status, body, headers } = await madeUp();
  expect([status, body?.type]).toEqual([429, '/problems/too-many-attempts']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await request({ authorization: 'Bearer wrong' })).status).toBe(429);
  expect(await statusOf(one, '/v1/me', { 'x-forwarded-for': ended.address })).toBe(200);
  expect(await statusOf(one)).toBe(200);
});

describe('a request that would change something', () => {
  const change = { path: '/v1/persons/00000000-0000-4000-8000-000000000000/sessions', method: 'DELETE' };
  const ours = () => system.api;
  const key = { authorization: 'Bearer key-of-Ada' };

  it.each<[string, boolean, () => Record<string, string>]>([
    ['same-origin', true, () => ({ 'sec-fetch-site': 'same-origin' })],
    [
      'same-origin, whatever Origin',
      true,
      () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://x.example' }),
    ],
    ['same-site', false, () => ({ 'sec-fetch-site': 'same-site', origin: ours() })],
    ['cross-site', false, () => ({ 'sec-fetch-site': 'cross-site', origin: ours() })],
    ['none', false, () => ({ 'sec-fetch-site': 'none' })],
    ['our Origin alone', true, () => ({ origin: ours() })],
    ['another Origin alone', false, () => ({ origin: 'https://elsewhere.example' })],
    ['another port', false, () => ({ origin: 'http://127.0.0.1:1' })],
    ['Origin null', false, () => ({ origin: 'null' })],
    ['neither', false, () => ({})],
  ])('with a cookie, from %s, is carried out: %s', async (_what, isDone, headers) => {
    const ada = await signedIn('Ada');
    const { status, body } = await ada.request(change.method, change.path, headers());
    expect([status, body?.type]).toEqual(
      isDone ? [404, '/problems/not-found'] : [403, '/problems/cross-site-request'],
    );
    const read = await ada.request('GET', '/v1/me', headers());
    expect(read.status).toBe(200);
    const withKey = await ada.request(change.method, change.path, { ...headers(), ...key });
    expect(withKey.status).toBe(404);
  });

  it('goes by no cookie of two that differ: one of them was planted', async () => {
    const ada = await signedIn('Ada');
    const own = `session=${ada.cookies.get('session')}`;
    const other = `session=${'x'.repeat(43)}`;
    const statusWith = async (cookie: string) =>
      (await fetch(`${system.api}/v1/me`, { headers: { cookie } })).status;
    expect(await Promise.all([own, `${own}; ${own}`, `a=b; ${own}`].map(statusWith))).toEqual([
      200, 200, 200,
    ]);
    const planted = [`${own}; ${other}`, `${other}; ${own}`, `session=; ${own}`];
    expect(await Promise.all(planted.map(statusWith))).toEqual([401, 401, 401]);
  });

  it('never goes by the cookie where it carries a key, however wrong', async () => {
    const ada = await signedIn('Ada');
    for (const authorization of ['Bearer wrong', 'Bearer', 'Basic YTpi', '']) {
      const { status } = await ada.request('GET', '/v1/me', { authorization });
      expect([authorization, [401, 429].includes(status)]).toEqual([authorization, true]);
    }
    expect((await ada.request('GET', '/v1/session', key)).status).toBe(404);
  });
});
