import { readdirSync } from 'node:fs';
import { callFile } from '../../setup/calls';
import { upload } from '../../setup/imports';
import { rawRequest } from '../../setup/raw-request';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
let impatient: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false, maxUploadBytes: 3_000_000 });
  impatient = await startSystem({ worker: false, uploadIdleTimeoutMs: 300, uploadTimeoutMs: 1_500 });
});
afterAll(() => Promise.all([system.stop(), impatient.stop()]));

const large = 'x'.repeat(100_000);
const part = (disposition: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const field = (name: string, text = '1') => part(`name="${name}"`, text);
const file = (name: string, content = large) => part(`name="${name}"; filename="calls.csv"`, content);
const end = '--b--\r\n';
const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="calls.csv"\r\n\r\nabc,';

const send = (to: OwnSystem, body: string, length = body.length) =>
  rawRequest(
    to,
    {
      who: 'ops',
      path: '/v1/charge-imports',
      headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': `${length}` },
    },
    body,
  );
const incoming = (of: OwnSystem) =>
  Promise.resolve(readdirSync(of.files).filter((name) => name.startsWith('incoming-')));

/** Nothing is left of it, and the API goes on. */
async function expectGone(of: OwnSystem) {
  await until(
    () => incoming(of),
    (names) => names.length === 0,
    10_000,
  );
  expect((await of.call('ops', 'GET', '/v1/charge-imports')).status).toBe(200);
}

const refused: [string, string, string][] = [
  ['two files', file('file') + file('file') + end, '/file'],
  ['a file in another field, before', file('other') + file('file') + end, '/other'],
  ['a file in another field, after', file('file') + file('other') + end, '/file'],
  ['a file in a field without a name', part('filename="calls.csv"', large) + end, '/'],
  [
    'sixty fields after the file',
    file('file') + Array.from({ length: 60 }, (_, at) => field(`f${at}`)).join('') + end,
    '/',
  ],
  ['a name of 2 MB', file('file') + field('n'.repeat(2_000_000)) + end, '/nnn'],
  ['a name of 2 MB, before the file', field('n'.repeat(2_000_000)) + file('file') + end, '/nnn'],
  ['a field of 2 MB', file('file') + field('location', 'l'.repeat(2_000_000)) + end, '/location'],
  [
    'a file with a name of 2 MB',
    part(`name="file"; filename="${'n'.repeat(2_000_000)}"`, large) + end,
    '/file',
  ],
  [
    'a file that is said to be none, and has no name',
    '--b\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\nabc\r\n' +
      end,
    '/file',
  ],
  ['a field twice', file('file') + field('location') + field('location') + end, '/location'],
  ['a field without a name', file('file') + part('', 'text') + end, '/'],
];

it.each(refused)('refuses %s, and keeps nothing of it', async (_what, body, pointer) => {
  const { answer, socket } = send(system, body);
  const { status, body: problem } = await answer;
  expect({ status, pointer: problem.errors?.[0]?.pointer }).toEqual({
    status: 422,
    pointer: expect.stringContaining(pointer),
  });
  expect(JSON.stringify(problem).length).toBeLessThan(2_000);
  await expectGone(system);
  socket.destroy();
});

it('refuses more than the file may have as soon as it is there, or announced', async () => {
  const announced = send(system, '', 5_000_000);
  expect((await announced.answer).status).toBe(413);
  const chunked = rawRequest(system, {
    who: 'ops',
    path: '/v1/charge-imports',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'transfer-encoding': 'chunked' },
  });
  const body = cut + 'x'.repeat(3_000_001);
  chunked.socket.write(`${body.length.toString(16)}\r\n${body}`);
  expect((await chunked.answer).status).toBe(413);
  await expectGone(system);
  for (const { socket } of [announced, chunked]) socket.destroy();
});

it.each([
  ['without its end', file('file') + field('location')],
  ['that ends in its file', cut + large],
  ['that ends in a field', file('file') + field('location').slice(0, -5)],
  ['that ends in a header', `${file('file')}--b\r\nContent-Dispo`],
  ['of nothing', ''],
])('refuses a form %s', async (_what, body) => {
  const { answer, socket } = send(system, body);
  expect((await answer).status).toBe(422);
  await expectGone(system);
  socket.destroy();
});

it.each([
  ['in its file', cut + large],
  ['after its file', file('file') + field('location')],
  ['in a field', file('file') + field('location').slice(0, -5)],
])('forgets a form whose sender goes away %s', async (_what, body) => {
  const { socket } = send(system, body, body.length + 1_000_000);
  await until(
    () => incoming(system),
    (names) => names.length === 1,
  );
  socket.destroy();
  await expectGone(system);
});

it.each([
  ['in its file', cut + large],
  ['after its file', file('file') + field('location')],
  ['before anything', ''],
])('gives up on a form that stalls %s, and says so', async (_what, body) => {
  const { answer, ended } = send(impatient, body, body.length + 1_000_000);
  expect(await answer).toMatchObject({
    status: 408,
    body: { type: '/problems/request-timeout', detail: expect.stringContaining('0.3 s') },
  });
  await expectGone(impatient);
  await ended;
});

it('gives up on a form that trickles in beyond all patience', async () => {
  const { answer, socket, ended } = send(impatient, cut, 1_000_000);
  const trickle = setInterval(() => socket.write('x'), 50);
  expect(await answer).toMatchObject({ status: 408, body: { detail: expect.stringContaining('1.5 s') } });
  await expectGone(impatient);
  await ended;
  clearInterval(trickle);
});

it('does not hang on a part that is none, however large it is', async () => {
  for (const body of [`--b\r\nX-Odd: 1\r\n\r\n${large}\r\n`, part('name="a\nb"', large)]) {
    const { answer, socket } = send(system, body + file('file') + end);
    expect((await answer).status).toBe(422);
    await expectGone(system);
    socket.destroy();
  }
});

it('reads no more of a request than it says that it is long', async () => {
  const { answer, ended } = send(system, file('file') + end, 50_000);
  // What lies beyond is taken for another request, and is none.
  expect([400, 422]).toContain((await answer).status);
  await ended;
  await expectGone(system);
});

it('takes a good form after all of them', async () => {
  expect((await upload(system, { content: callFile([{ sell: '1' }]) })).status).toBe(202);
});
