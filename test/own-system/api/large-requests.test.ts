import { routes } from '../../../api/routes';
import { newAccount } from '../../setup/accounts';
import { rawRequest } from '../../setup/raw-request';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let accountId: string;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  accountId = (await newAccount(system)).id;
});
afterAll(() => system.stop());

const json = { 'content-type': 'application/json' };
const changes = routes.filter(({ method }) => method !== 'get');

it('knows of every route that changes something what it needs', () => {
  expect(changes.filter(({ needs }) => !needs).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

// What concerns only the caller is refused to nobody.
it.each(changes.filter(({ needs }) => needs !== 'own').map(({ method, path }) => [method, path]))(
  'tells who may not %s %s so, before their body has come',
  async (method, path) => {
    const headers = { ...json, 'content-length': '900000' };
    const { answer, socket } = rawRequest(system, {
      who: 'viewer',
      method: method.toUpperCase(),
      path: path.replace(/:\w+/g, accountId),
      headers,
    });
    expect(await answer).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    socket.destroy();
  },
);

it.each([
  ['/v1/locations', 'admin', 65_536],
  ['/v1/accounts', 'ops', 131_072],
  ['/v1/charge-imports/:id/rows/actions', 'ops', 1_048_576],
] as const)('refuses more than %s takes, and says how much that is', async (path, who, most) => {
  const at = path.replace(':id', accountId);
  const announced = rawRequest(system, {
    who,
    path: at,
    headers: { ...json, 'content-length': `${most + 1}` },
  });
  const refused = { status: 413, body: { detail: expect.stringContaining(`${most} bytes`) } };
  expect(await announced.answer).toMatchObject(refused);
  announced.socket.destroy();

  const headers = { ...json, 'transfer-encoding': 'chunked' };
  const chunk = 'x'.repeat(most + 1);
  const endless = rawRequest(system, { who, path: at, headers }, `${chunk.length.toString(16)}\r\n${chunk}`);
  expect(await endless.answer).toMatchObject(refused);
  endless.socket.destroy();
});

it('closes the connection of somebody who is answered, and goes on sending', async () => {
  const headers = { ...json, 'content-length': '900000000' };
  const { socket, answer, ended } = rawRequest(system, { who: 'viewer', path: '/v1/accounts', headers });
  await answer;
  const sending = setInterval(() => socket.write(Buffer.alloc(1_000)), 50);
  await ended;
  clearInterval(sending);
});

it('answers somebody who reads no answer before they have sent everything', async () => {
  const headers = { ...json, 'content-length': '20000000' };
  const { socket, answer } = rawRequest(system, { who: 'ops', path: '/v1/locations', headers });
  expect((await answer).status).toBe(403);
  const more = { ...json, 'transfer-encoding': 'chunked' };
  const second = rawRequest(system, { who: 'admin', path: '/v1/locations', headers: more });
  for (const one of [socket, second.socket]) {
    const chunk = `1312d00\r\n${'x'.repeat(20_000_000)}`;
    expect(await new Promise((resolve) => one.write(chunk, resolve))).toBeFalsy();
    one.destroy();
  }
  expect((await second.answer).status).toBe(413);
});

it('keeps the connection of somebody whose body was not read', async () => {
  const text = JSON.stringify({ name: 'x'.repeat(60_000) });
  const headers = { ...json, 'content-length': `${text.length}` };
  const { socket, answer } = rawRequest(system, { who: 'viewer', path: '/v1/accounts', headers }, text);
  expect((await answer).status).toBe(403);
  const second = new Promise<string>((resolve) => socket.once('data', (part) => resolve(part.toString())));
  socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await second).toContain('200 OK');
  socket.destroy();
});

const filled = (most: number, unit: (at: number) => string) => {
  const units: string[] = [];
  for (let length = 0; ;) {
    const next = unit(units.length);
    length += next.length + 1;
    if (length > most) return units.join(',');
    units.push(next);
  }
};
const rows = (most: number, unit: (at: number) => string) =>
  `{"action":"ignore","reason":"x","rows":[${filled(most - 60, unit)}]}`;
const actions = () => `/v1/charge-imports/${accountId}/rows/actions`;

/** The largest bodies that are taken in, each of another kind. */
const largest: [string, () => string, (most: number) => string, number][] = [
  ['unknown fields', () => '/v1/accounts', (most) => `{${filled(most - 2, (at) => `"f${at}":1`)}}`, 131_072],
  ['wrong rows', actions, (most) => rows(most, () => '"x"'), 1_048_576],
  ['ten thousand wrong rows', actions, () => rows(50_000, () => '"x"'), 1_048_576],
  ['right rows, far too many', actions, (most) => rows(most, (at) => `${at}`), 1_048_576],
  ['depth', actions, (most) => '['.repeat(most / 2) + ']'.repeat(most / 2), 1_048_576],
  ['one text', actions, (most) => `{"reason":"${'x'.repeat(most - 13)}"}`, 1_048_576],
  [
    'many contacts',
    () => '/v1/accounts',
    (most) => `{"contacts":[${filled(most - 20, () => '{"a":1}')}]}`,
    131_072,
  ],
];

it.each(largest)(
  'answers others while it refuses the largest body of %s',
  async (_what, path, body, most) => {
    const text = body(most);
    expect(text.length).toBeLessThanOrEqual(most);
    const reply = fetch(system.api + path(), {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${system.keys.ops}` },
      body: text,
    });
    let longest = 0;
    let status = 0;
    void reply.then((response) => void (status = response.status));
    while (status === 0) {
      const before = process.cpuUsage();
      expect((await fetch(`${system.api}/livez`)).status).toBe(200);
      const { user, system: kernel } = process.cpuUsage(before);
      longest = Math.max(longest, (user + kernel) / 1_000);
    }
    // Milliseconds of work that another request waited for, whatever else the machine does; it was 37 s.
    expect(longest).toBeLessThan(500);
    expect([404, 422]).toContain(status);
  },
);

it('takes a query of very many parameters, or deep ones, for what it is', async () => {
  const ask = (query: string) => system.call('ops', 'GET', `/v1/accounts?${query}`);
  const many = Array.from({ length: 1_800 }, (_, at) => `a${at}=`).join('&');
  expect((await ask(many)).status).toBe(200);
  expect((await ask(`limit${'[a]'.repeat(2_000)}=1`)).status).toBe(200);
  expect((await ask('limit=1&limit=2')).status).toBe(422);
  expect((await ask('__proto__=1&limit[toString]=1')).status).toBe(200);
});

it('takes no compressed body, which could be a thousand times larger', async () => {
  const reply = await system.call('ops', 'POST', '/v1/accounts', {}, { 'content-encoding': 'gzip' });
  expect(reply).toMatchObject({ status: 415, body: { detail: expect.stringContaining('content-encoding') } });
});
