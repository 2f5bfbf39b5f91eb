import pino from 'pino';
import { type RunningApi, startApi } from '../../../api/start-api';
import { tokenBuckets } from '../../../api/http/token-buckets';
import { readApiSettings } from '../../../config/api-settings';
import { forgetFailedAttempts } from '../../../prisma/repositories/people/failed-attempts';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { startSystem } from '../../setup/own-system';
import { askApi, type OwnSystem } from '../../setup/system';

let system: OwnSystem;
let limited: RunningApi;
let generous: RunningApi;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  const start = (more: Record<string, string>) =>
    startApi(readApiSettings({ ...system.env, ...more }), pino({ level: 'silent' }));
  limited = await start({ REQUESTS_PER_SECOND: '5', ANONYMOUS_REQUESTS_PER_SECOND: '3' });
  generous = await start({});
});
afterAll(async () => {
  await Promise.all([limited.stop(), generous.stop()]);
  await system.stop();
});

const at = ({ port }: RunningApi) => `http://127.0.0.1:${port}`;
const me = (api: RunningApi, key?: string) =>
  askApi(at(api), 'GET', '/v1/me', undefined, key ? { authorization: `Bearer ${key}` } : {});
const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));
const statuses = (replies: { status: number }[], status: number) =>
  replies.filter((one) => one.status === status).length;

it('lets a person send so many requests at once, by all of their keys, and the others go on', async () => {
  const keys = ['first-key', 'second-key'];
  for (const key of keys)
    await registerPerson(system.database.pool, { name: 'Busy', kind: 'machine', roles: ['viewer'], key });
  const began = performance.now();
  const replies = await times(25, () => me(limited, keys[0]));
  const fresh = (seconds: number) => Math.ceil(5 * seconds);
  const most = 20 + fresh((performance.now() - began) / 1_000);
  expect(statuses(replies, 200)).toBeGreaterThanOrEqual(20);
  expect(statuses(replies, 200)).toBeLessThanOrEqual(most);
  const refused = replies.filter(({ status }) => status === 429);
  for (const { body, headers } of refused) {
    expect(body).toMatchObject({ type: '/problems/too-many-requests', retryAfter: 1 });
    expect(headers.get('retry-after')).toBe('1');
  }
  const byOther = await times(25, () => me(limited, keys[1]));
  expect(statuses(byOther, 200)).toBeLessThan(10 + fresh((performance.now() - began) / 1_000));
  expect((await me(limited, system.keys.ops)).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await me(limited, keys[0])).status).toBe(200);
});

it.each([
  ['keys', (at: number) => ({ authorization: `Bearer made-up-${at}` })],
  ['sessions', (at: number) => ({ cookie: `session=${String(at).padStart(43, 'x')}` })],
])('limits by their address those who make up %s where none is needed', async (_what, headers) => {
  let made = 0;
  const replies = await times(40, () =>
    askApi(at(limited), 'GET', '/openapi.json', undefined, headers(made++)),
  );
  expect(statuses(replies, 429)).toBeGreaterThan(10);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
});

it('limits those without a key by their address, but for whether the process is alive', async () => {
  const asked = () => askApi(at(limited), 'GET', '/openapi.json');
  const replies = await times(40, asked);
  expect(statuses(replies, 200)).toBeGreaterThanOrEqual(8);
  expect(statuses(replies, 429)).toBeGreaterThan(10);
  expect(statuses(replies, 200) + statuses(replies, 429)).toBe(40);
  expect(statuses(await times(60, () => askApi(at(limited), 'GET', '/livez')), 200)).toBe(60);
  expect((await me(limited, system.keys.viewer)).status).toBe(200);
});

it('counts wrong keys in all processes together', async () => {
  // Once a second, and a little longer where the machine is busy.
  const sharing = () => new Promise((resolve) => setTimeout(resolve, 2_500));
  const wrong = (base: string) => askApi(base, 'GET', '/v1/me', undefined, { authorization: 'Bearer wrong' });
  await times(20, () => wrong(system.api));
  await sharing();
  const first = await wrong(at(generous));
  await sharing();
  const second = await wrong(at(generous));
  expect([first.status, second.status]).toEqual([401, 429]);
  expect(second.body).toMatchObject({ type: '/problems/too-many-attempts' });
  // By itself, it has not seen twenty.
  const [row] = await system.database.query<{ attempts: number }>(
    `SELECT attempts FROM failed_attempt WHERE kind = 'key' AND network = '127.0.0.1'`,
  );
  expect(row?.attempts).toBeGreaterThanOrEqual(20);
  expect((await me(generous, system.keys.viewer)).status).toBe(200);
});

it('keeps no attempts for longer than they count', async () => {
  const all = () => system.database.query('SELECT FROM failed_attempt');
  await system.database.query(`UPDATE failed_attempt SET ends_at = now() - interval '1 s'`);
  expect(await all()).not.toEqual([]);
  await forgetFailedAttempts(system.database);
  expect(await all()).toEqual([]);
});

it('fills buckets evenly, up to their size, and remembers so many', () => {
  const buckets = tokenBuckets({ perSecond: 2, burst: 3, remembered: 2 });
  const take = (who: string, seconds: number) => buckets.take(who, seconds * 1_000);
  expect([take('a', 0), take('a', 0), take('a', 0), take('a', 0)]).toEqual([0, 0, 0, 1]);
  expect([take('a', 0.4), take('a', 0.5), take('a', 0.5)]).toEqual([1, 0, 1]);
  expect([100, 100, 100, 100].map((at) => take('a', at))).toEqual([0, 0, 0, 1]);
  take('b', 100);
  take('c', 100);
  expect(take('a', 100)).toBe(0);
});
