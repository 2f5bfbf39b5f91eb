import pino from 'pino';
import { readApiSettings } from '../../../config/api-settings';
import { type RunningApi, startApi } from '../../../api/start-api';
import { countAttempts } from '../../../api/http/count-attempts';
import { startSystem } from '../../setup/own-system';
import { askApi, type OwnSystem } from '../../setup/system';

let system: OwnSystem;
let behindProxy: RunningApi;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  behindProxy = await startApi(
    readApiSettings({ ...system.env, TRUST_PROXY: '1' }),
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await behindProxy.stop();
  await system.stop();
});

const times = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));

it('makes an address wait after twenty wrong keys, and lets right ones in', async () => {
  const wrong = (authorization = 'Bearer wrong') =>
    askApi(system.api, 'GET', '/v1/me', undefined, {
      authorization,
      'x-forwarded-for': `10.0.0.${Math.random()}`,
    });
  expect((await times(20, wrong)).map(({ status }) => status)).toEqual(Array(20).fill(401));
  for (const more of [await wrong(), await wrong(''), await askApi(system.api, 'POST', '/v1/accounts', {})]) {
    expect(more).toMatchObject({ status: 429, body: { type: '/problems/too-many-attempts' } });
    const seconds = Number(more.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  }
  expect((await system.call('viewer', 'GET', '/v1/me')).status).toBe(200);
  expect((await askApi(system.api, 'GET', '/livez')).status).toBe(200);
});

it('tells addresses apart behind a proxy, by what the proxy itself wrote', async () => {
  const wrongFrom = (address: string) =>
    askApi(`http://127.0.0.1:${behindProxy.port}`, 'GET', '/v1/me', undefined, {
      'x-forwarded-for': address,
    });
  await times(20, () => wrongFrom('192.0.2.1'));
  expect((await wrongFrom('192.0.2.1')).status).toBe(429);
  expect((await wrongFrom('198.51.100.7, 192.0.2.1')).status).toBe(429);
  expect((await wrongFrom('192.0.2.2')).status).toBe(401);
});

it('counts within a minute, each address for itself', () => {
  const counted = countAttempts({ max: 2 });
  expect([0, 1, 2, 3].map((at) => counted.add('a', at))).toEqual([0, 0, 60, 60]);
  expect(counted.add('b', 4)).toBe(0);
  expect(counted.add('a', 59_000)).toBe(1);
  expect(counted.add('a', 60_000)).toBe(0);
});

it('remembers so many addresses, and forgets who was seen longest ago', () => {
  const counted = countAttempts({ max: 1, networks: 2 });
  for (const address of ['a', 'b', 'a', 'c']) counted.add(address, 0);
  expect(counted.add('a', 1)).toBeGreaterThan(0);
  expect(counted.add('b', 1)).toBe(0);
});
