import { newAccount } from '../../setup/accounts';
import { rawRequest, rawText } from '../../setup/raw-request';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let accountId: string;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  accountId = (await newAccount(system)).id;
});
afterAll(() => system.stop());

const host = 'Host: x\r\n';
const big = 'x'.repeat(70_000);

/** What Node's parser refuses, or passes to no route. */
const broken: [string, string, number, string][] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed-request'],
  ['a method that nobody knows', `BREW /v1/me HTTP/1.1\r\n${host}\r\n`, 400, 'malformed-request'],
  ['another version', `GET /v1/me HTTP/9.9\r\n${host}\r\n`, 400, 'malformed-request'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'malformed-request'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'malformed-request'],
  ['a header without a name', `GET /v1/me HTTP/1.1\r\n${host}: x\r\n\r\n`, 400, 'malformed-request'],
  ['a NUL in a header', `GET /v1/me HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, 400, 'malformed-request'],
  [
    'two lengths',
    `POST /v1/accounts HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    400,
    'malformed-request',
  ],
  [
    'a length and chunks',
    `POST /v1/accounts HTTP/1.1\r\n${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    'malformed-request',
  ],
  ['no host', 'GET /livez HTTP/1.1\r\n\r\n', 400, 'malformed-request'],
  ['two hosts', `GET /livez HTTP/1.1\r\n${host}Host: y\r\n\r\n`, 400, 'malformed-request'],
  [
    'two keys',
    `GET /livez HTTP/1.1\r\n${host}Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n`,
    400,
    'malformed-request',
  ],
  [
    'two types',
    `POST /v1/accounts HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Type: text/plain\r\n\r\n`,
    400,
    'malformed-request',
  ],
  ['headers that are too large', `GET /livez HTTP/1.1\r\n${host}X: ${big}\r\n\r\n`, 431, 'headers-too-large'],
  ['a path that is too long', `GET /${big} HTTP/1.1\r\n${host}\r\n`, 431, 'headers-too-large'],
  ['an expectation', `GET /livez HTTP/1.1\r\n${host}Expect: tea\r\n\r\n`, 417, 'expectation-failed'],
  ['a proxy', `CONNECT example.org:443 HTTP/1.1\r\n${host}\r\n`, 405, 'method-not-allowed'],
  ['a trace', `TRACE /livez HTTP/1.1\r\n${host}\r\n`, 405, 'method-not-allowed'],
  ['everything at once', `OPTIONS * HTTP/1.1\r\n${host}\r\n`, 404, 'not-found'],
];

it.each(broken)('answers %s with a problem, and lives on', async (_what, sent, status, type) => {
  const { answer, socket } = rawText(system, sent);
  const { headers, ...told } = await answer;
  expect(told).toEqual({
    status,
    body: {
      type: `/problems/${type}`,
      title: expect.any(String) as string,
      status,
      detail: expect.any(String) as string,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    },
  });
  expect(headers).toMatch(/^content-type: application\/problem\+json/m);
  expect(headers).toMatch(/^cache-control: no-store/m);
  if (status === 405) expect(headers).toMatch(/^allow: get, head/m);
  socket.destroy();
  expect((await fetch(`${system.api}/livez`)).status).toBe(200);
});

it.each(
  broken.filter(([, , status]) => status === 400 || status === 431).map(([what, sent]) => [what, sent]),
)('closes the connection of somebody who sends %s, though they go on', async (_what, sent) => {
  const { socket, ended } = rawText(system, sent);
  const sending = setInterval(() => socket.write('more'), 50);
  await ended;
  clearInterval(sending);
});

it('answers a request, and then what is none behind it', async () => {
  const { socket, ended } = rawText(system, `GET /readyz HTTP/1.1\r\n${host}\r\nhello\r\n\r\n`);
  let text = '';
  socket.on('data', (part) => (text += part.toString()));
  await ended;
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
});

it('answers a body in chunks that are none, and does nothing', async () => {
  const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked', 'if-match': '*' };
  const at = `/v1/accounts/${accountId}`;
  const request = rawRequest(
    system,
    { who: 'ops', method: 'PATCH', path: at, headers },
    'zz\r\n{}\r\n0\r\n\r\n',
  );
  expect(await request.answer).toMatchObject({ status: 400, body: { type: '/problems/malformed-request' } });
  await request.ended;
  expect((await system.call('ops', 'GET', `/v1/accounts/${accountId}`)).body.version).toBe(1);
});

it('takes a body that was promised with Expect: 100-continue', async () => {
  const body = '{"name":"Continued"}';
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'if-match': '*',
    expect: '100-continue',
  };
  const at = `/v1/accounts/${accountId}`;
  const { socket, answer } = rawRequest(system, { who: 'ops', method: 'PATCH', path: at, headers });
  expect((await answer).status).toBe(100);
  const done = new Promise<string>((resolve) => socket.once('data', (part) => resolve(part.toString())));
  socket.write(body);
  expect(await done).toContain('200 OK');
  socket.destroy();
});

it.each([
  ['junk behind it', 'Bearer KEY junk', 401],
  ['another one behind it', 'Bearer KEY, Bearer KEY', 401],
  ['no scheme', 'KEY', 401],
  ['another scheme', 'Basic KEY', 401],
  ['any spelling of the scheme', 'bEARER  KEY', 200],
])('judges a key with %s', async (_what, form, status) => {
  const headers = { authorization: form.replaceAll('KEY', system.keys.viewer) };
  expect((await fetch(`${system.api}/v1/me`, { headers })).status).toBe(status);
});

it('reads a path that is written as a whole address', async () => {
  const { answer, socket } = rawText(system, `GET http://x/livez HTTP/1.1\r\n${host}\r\n`);
  expect((await answer).status).toBe(200);
  socket.destroy();
});

it.each([
  ...['/v1/accounts/%E0%A4%A', '/v1/accounts/%', '/%zz', '/v1/%2e%2e/%00', '/problems/%zz'],
  ...['/V1/accounts', '/v1/Accounts', '/v1/accounts/', '//v1/accounts', '/v1//accounts', '/v1/%61ccounts'],
  ...[
    '/v1%2faccounts',
    '/v1/./accounts',
    '/docs/../v1/accounts',
    '/docs/%2e%2e/package.json',
    '/docs/nothing',
  ],
])('takes %s for no path of ours', async (path) => {
  const { answer, socket } = rawRequest(system, { who: 'ops', method: 'GET', path });
  const { status, body, headers } = await answer;
  expect([404, 422]).toContain(status);
  expect(headers).toContain('application/problem+json');
  expect(JSON.stringify(body)).not.toMatch(/node_modules|at .*\.(ts|js)/);
  socket.destroy();
});

it.each([
  ['GET', '/v1/accounts', 200],
  ['GET', '/v1/batch-sheets/7/export', 404],
  ['GET', '/metrics', 403],
  ['DELETE', '/v1/accounts', 405],
  ['GET', '/nothing', 404],
  ['GET', '/readyz', 200],
] as const)('has the head of %s %s kept by nobody', async (method, path, status) => {
  const headers = { authorization: `Bearer ${system.keys.viewer}` };
  const full = await fetch(system.api + path, { method, headers });
  const head = await fetch(system.api + path, { method: 'HEAD', headers });
  expect([full.status, full.headers.get('cache-control')]).toEqual(
    path === '/metrics' ? [200, 'no-store'] : [status, 'no-store'],
  );
  expect(head.headers.get('cache-control')).toBe('no-store');
  expect(await head.text()).toBe('');
});

it.each([
  ['GET', '/v1/charge-imports/preview', 'POST, OPTIONS'],
  ['PATCH', '/v1/persons/changes', 'GET, HEAD, OPTIONS'],
  ['DELETE', '/v1/batch-sheets/totals', 'GET, HEAD, OPTIONS'],
])('does not take %s %s for a thing with that id', async (method, path, allow) => {
  const headers = { authorization: `Bearer ${system.keys.admin}` };
  const response = await fetch(system.api + path, { method, headers });
  expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
});
