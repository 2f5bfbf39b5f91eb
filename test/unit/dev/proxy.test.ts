import net, { type AddressInfo } from 'node:net';
import { type Proxy, startProxy } from '../../../dev/tools/network/proxy';
import { waitUntil } from '../../../dev/launcher/processes/wait-until';

/** Answers each text with itself in capitals, and ends when the client does. */
let server: net.Server;
let accepted: net.Socket[];
let proxy: Proxy;
let clients: net.Socket[];

beforeEach(async () => {
  accepted = [];
  clients = [];
  server = net.createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => socket.write(bytes.toString().toUpperCase()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  proxy = await startProxy({ target: { host: '127.0.0.1', port: (server.address() as AddressInfo).port } });
});

afterEach(async () => {
  for (const socket of [...clients, ...accepted]) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => server.close(resolve));
});

const soonMs = 10_000;
/** Within which a byte that is delivered would long be there. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 200));

function connect() {
  const socket = net.connect({ port: proxy.port, host: '127.0.0.1' });
  clients.push(socket);
  const seen = { text: '', ended: false, code: '', closed: false };
  socket.on('data', (bytes) => (seen.text += bytes.toString()));
  socket.on('end', () => (seen.ended = true));
  socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => (seen.code = code));
  socket.on('close', () => (seen.closed = true));
  return { socket, seen, says: (text: string) => waitUntil(() => seen.text === text, soonMs) };
}

async function spoken(text: string) {
  const client = connect();
  client.socket.write(text);
  expect(await client.says(text.toUpperCase())).toBe(true);
  return client;
}

it('passes on what both sides say, and their end', async () => {
  const { socket, seen } = await spoken('hello');
  expect(proxy.connections()).toEqual({ served: 1, silenced: 0 });
  socket.end();
  expect(await waitUntil(() => seen.closed, soonMs)).toBe(true);
  expect(seen).toMatchObject({ ended: true, code: '' });
  expect(await waitUntil(() => proxy.connections().served === 0, soonMs)).toBe(true);
});

it('silences the connections that are there, in both directions, and serves new ones', async () => {
  const old = await spoken('hello');
  expect(proxy.silence()).toBe(1);
  old.socket.write('there');
  accepted[0]?.write('unasked');
  const served = await spoken('new');
  await aWhile();
  expect(old.seen).toEqual({ text: 'HELLO', ended: false, code: '', closed: false });
  expect(served.socket.destroyed).toBe(false);
  expect(proxy.connections()).toEqual({ served: 1, silenced: 1 });
});

it('tells neither side of a silenced connection that the other one is gone', async () => {
  const [one, other] = [await spoken('one'), await spoken('other')];
  proxy.silence();
  const [ofOne, ofOther] = accepted;
  one.socket.destroy();
  ofOther?.resetAndDestroy();
  await aWhile();
  expect(ofOne?.readableEnded).toBe(false);
  expect(ofOne?.destroyed).toBe(false);
  expect(other.seen.closed).toBe(false);
  expect(proxy.connections()).toEqual({ served: 0, silenced: 2 });
});

it('keeps the break of one side to itself, also where it had not yet taken what was on its way to it', async () => {
  const { socket, seen } = await spoken('hello');
  const target = accepted[0] as net.Socket;
  target.pause();
  socket.write(Buffer.alloc(64 * 1024 * 1024));
  await aWhile();
  proxy.silence();
  target.resetAndDestroy();
  await aWhile();
  expect(seen.closed).toBe(false);
  expect(proxy.revive()).toBe(1);
  expect(await waitUntil(() => seen.closed, soonMs)).toBe(true);
});

it('acknowledges what is sent into the silence', async () => {
  const { socket } = await spoken('hello');
  proxy.silence();
  await new Promise<void>((resolve, reject) =>
    socket.write(Buffer.alloc(16_384), (error) => (error ? reject(error) : resolve())),
  );
  expect(socket.writableLength).toBe(0);
});

it('delivers late, and in order, what was sent into the silence, once it is revived', async () => {
  const { socket, says } = await spoken('a');
  proxy.silence();
  socket.write('b');
  await aWhile();
  socket.write('c');
  expect(proxy.revive()).toBe(1);
  expect(await says('ABC')).toBe(true);
  expect(proxy.connections()).toEqual({ served: 1, silenced: 0 });
});

it('resets the silenced connections, and only those', async () => {
  const old = await spoken('hello');
  proxy.silence();
  old.socket.write('lost');
  const served = await spoken('new');
  expect(proxy.destroySilenced()).toBe(1);
  expect(await waitUntil(() => old.seen.closed, soonMs)).toBe(true);
  expect(old.seen).toMatchObject({ text: 'HELLO', code: 'ECONNRESET' });
  expect(await waitUntil(() => proxy.connections().silenced === 0, soonMs)).toBe(true);
  served.socket.write('!');
  expect(await served.says('NEW!')).toBe(true);
});

it('resets the client where nobody listens at the target, and serves again once somebody does', async () => {
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const refused = connect();
  expect(await waitUntil(() => refused.seen.closed, soonMs)).toBe(true);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await spoken('again');
});

it('closes with connections of either kind', async () => {
  const old = await spoken('hello');
  proxy.silence();
  const served = await spoken('new');
  await proxy.close();
  expect(await waitUntil(() => old.seen.closed && served.seen.closed, soonMs)).toBe(true);
  proxy = await startProxy({ target: { host: '127.0.0.1', port: 9 } });
});
