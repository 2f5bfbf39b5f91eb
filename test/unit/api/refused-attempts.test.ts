import { setTimeout as sleep } from 'node:timers/promises';
import { routeAt } from '../../../api/http/route-at';
import {
  createRefusedAttempts,
  type RefusedAttempt,
  type RefusedAttemptsOptions,
} from '../../../api/refused-attempts';

const attempt = (personId: string | null, address = '192.0.2.1'): RefusedAttempt => [
  { personId, action: 'refused POST /v1/accounts', subject: 'account', refused: 'forbidden' },
  { address, requestId: 'r' },
];

/** @returns what was written, and how many were not. */
function watched(options: Partial<RefusedAttemptsOptions> = {}) {
  const written: RefusedAttempt[] = [];
  let dropped = 0;
  const attempts = createRefusedAttempts({
    write: (some) => Promise.resolve(void written.push(...some)),
    dropped: (count) => (dropped += count),
    ...options,
  });
  return { attempts, written, dropped: () => dropped };
}

it('writes the attempts of a person one by one, and the rest of a minute as a number', async () => {
  const { attempts, written } = watched({ oneByOne: 2 });
  for (let time = 0; time < 7; time++) attempts.add(attempt('ann'), '');
  attempts.add(attempt('bea'), '');
  await attempts.stop();
  expect(written.map(([{ personId, action, detail }]) => [personId, action, detail?.count])).toEqual([
    ['ann', 'refused POST /v1/accounts', undefined],
    ['ann', 'refused POST /v1/accounts', undefined],
    ['bea', 'refused POST /v1/accounts', undefined],
    ['ann', 'refused many', 5],
  ]);
});

it('writes those of nobody known once for each address, with their number', async () => {
  const { attempts, written } = watched();
  for (let time = 0; time < 500; time++) attempts.add(attempt(null, `192.0.2.${time % 2}`), `${time % 2}`);
  await sleep(10);
  expect(written).toEqual([]);
  await attempts.stop();
  expect(written.map(([{ detail }, origin]) => [origin, detail])).toEqual([
    [{ address: '192.0.2.0' }, { count: 250, withinSeconds: 60 }],
    [{ address: '192.0.2.1' }, { count: 250, withinSeconds: 60 }],
  ]);
});

it('writes a number again only when the time is over', async () => {
  const { attempts, written } = watched({ windowMs: 200 });
  const end = Date.now() + 500;
  for (; Date.now() < end; await sleep(5)) attempts.add(attempt(null), 'a');
  expect(written.length).toBeGreaterThanOrEqual(1);
  expect(written.length).toBeLessThanOrEqual(3);
  await attempts.stop();
});

it('counts together what comes from too many addresses', async () => {
  const { attempts, written } = watched({ apart: 3 });
  for (let address = 0; address < 1_000; address++) attempts.add(attempt(null), `${address}`);
  await attempts.stop();
  expect(written.map(([{ detail }, { address }]) => [address, detail?.count])).toEqual([
    ...Array.from({ length: 3 }, () => ['192.0.2.1', 1]),
    [undefined, 997],
  ]);
});

it('lets nobody wait for the database, and tells what it did not write', async () => {
  let free = () => {};
  const held = new Promise<void>((resolve) => (free = resolve));
  const { attempts, dropped } = watched({ write: () => held, waiting: 100, oneByOne: 1_000 });
  for (let time = 0; time < 500; time++) attempts.add(attempt('ann'), '');
  // One is being written and 100 wait.
  expect(dropped()).toBe(399);
  free();
  await attempts.stop();
});

it.each([
  [2, 0],
  [3, 1],
])('writes again what failed %i times, and counts what it gave up: %i', async (failures, given) => {
  let failed = 0;
  const write = () =>
    failed++ < failures ? Promise.reject(new Error('the database is away')) : Promise.resolve();
  const { attempts, dropped } = watched({ write, againMs: 1 });
  attempts.add(attempt('ann'), '');
  await attempts.stop();
  expect([failed >= 3, dropped()]).toEqual([true, given]);
});

it('knows a route by its declared path, and names a subject only by an id', () => {
  const routes = [
    { method: 'post', path: '/v1/accounts' },
    { method: 'post', path: '/v1/accounts/:id/send-to-connect' },
  ];
  const id = '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10';
  expect(routeAt(routes, 'POST', '/v1/accounts')).toEqual({ path: '/v1/accounts', subject: 'account' });
  expect(routeAt(routes, 'POST', `/v1/accounts/${id}/send-to-connect`)).toEqual({
    path: '/v1/accounts/:id/send-to-connect',
    subject: `account:${id}`,
  });
  const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
  expect(routeAt(routes, 'POST', `/v1/accounts/${encoded}/send-to-connect`)?.subject).toBe(`account:${id}`);
  expect(routeAt(routes, 'POST', '/v1/accounts/%zz/send-to-connect')?.subject).toBe('account');
  expect(routeAt(routes, 'POST', '/v1/accounts/Ann Miller/send-to-connect')?.subject).toBe('account');
  expect(routeAt(routes, 'PATCH', '/v1/accounts')).toBeNull();
});
