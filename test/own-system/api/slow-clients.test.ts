import net from 'node:net';
import pino from 'pino';
import { type RunningApi, startApi } from '../../../api/start-api';
import { readApiSettings } from '../../../config/api-settings';
import { startSystem } from '../../setup/own-system';
import { rawRequest } from '../../setup/raw-request';
import { askApi, type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
let strict: RunningApi;
let where: { api: string };
beforeAll(async () => {
  system = await startSystem({ worker: false });
  strict = await startApi(
    readApiSettings({
      ...system.env,
      HEADERS_TIMEOUT_MS: '1000',
      BODY_TIMEOUT_MS: '1000',
      KEEP_ALIVE_TIMEOUT_MS: '1500',
      MAX_CONNECTIONS: '20',
    }),
    pino({ level: 'silent' }),
  );
  where = { api: `http://127.0.0.1:${strict.port}` };
});
afterAll(async () => {
  await strict.stop();
  await system.stop();
});

const alive = () => askApi(where.api, 'GET', '/livez', undefined, { connection: 'close' });

/** A connection that sends `text` again and again. */
function drip(first: string, text: string, everyMs = 100) {
  const socket = net.connect(strict.port, '127.0.0.1');
  let answer = '';
  socket.on('error', () => undefined).on('data', (part) => void (answer += part.toString('latin1')));
  socket.write(first);
  const dripping = text ? setInterval(() => socket.write(text), everyMs) : undefined;
  const began = Date.now();
  const ended = new Promise<{ after: number; answer: string }>((resolve) =>
    socket.once('close', () => {
      clearInterval(dripping);
      resolve({ after: Date.now() - began, answer });
    }),
  );
  return { socket, ended };
}

it.each([
  ['headers that never end', 'GET /livez HTTP/1.1\r\nHost: x\r\n', 'X-More: x\r\n'],
  ['a first line that never ends', 'GET /', 'x'],
  ['nothing', '', ''],
])('closes a connection over which come %s', async (_what, first, text) => {
  const { after, answer } = await drip(first, text).ended;
  expect(after).toBeGreaterThan(900);
  expect(after).toBeLessThan(6_000);
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect((await alive()).status).toBe(200);
});

it('refuses a body that comes byte by byte, and closes the connection', async () => {
  const head = [
    'POST /v1/locations HTTP/1.1',
    'Host: x',
    `Authorization: Bearer ${system.keys.admin}`,
    'Content-Type: application/json',
    'Content-Length: 60000',
  ].join('\r\n');
  const { after, answer } = await drip(`${head}\r\n\r\n{`, ' ').ended;
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(answer).toContain('/problems/request-timeout');
  expect(after).toBeGreaterThan(900);
  expect(after).toBeLessThan(9_000);
});

it('refuses headers of more than 16 kB', async () => {
  const { answer } = await drip(`GET /livez HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`, '')
    .ended;
  expect(answer).toMatch(/^HTTP\/1.1 431 /);
});

it('closes a connection that is no longer used', async () => {
  const { after, answer } = await drip('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n', '').ended;
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(after).toBeGreaterThan(1_400);
  expect(after).toBeLessThan(6_000);
});

it('lets one address have half of the connections, and everybody in again afterwards', async () => {
  const many = Array.from({ length: 30 }, () => drip('GET /livez HTTP/1.1\r\nHost: x\r\n', ''));
  const ends = await Promise.all(many.map(({ ended }) => ended));
  const refused = ends.filter(({ answer }) => answer === '');
  expect(refused).toHaveLength(20);
  for (const { after } of refused) expect(after).toBeLessThan(900);
  // A connection that was kept may be among those that have been closed.
  const status = () =>
    alive().then(
      (answer) => answer.status,
      () => null,
    );
  expect(await until(status, (one) => one === 200)).toBe(200);
});

it('does not hurry a slow upload of a form', async () => {
  const { answer, socket } = rawRequest(
    { ...system, ...where },
    {
      who: 'ops',
      path: '/v1/charge-imports',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' },
    },
  );
  for (let part = 0; part < 8; part++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.write('1\r\n-\r\n');
  }
  const closed = await Promise.race([
    answer.then(
      ({ status }) => status,
      () => 'broken',
    ),
    new Promise((resolve) => setTimeout(resolve, 500, 'open')),
  ]);
  socket.destroy();
  expect(closed).toBe('open');
});
