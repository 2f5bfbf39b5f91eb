import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { guardConnections } from '../../../api/http/guard-connections';

let server: http.Server;
const refused = jest.fn();
beforeEach(async () => {
  const answer = 'x'.repeat(1_000_000);
  server = http.createServer((_request, response) => response.end(answer));
  guardConnections(server, { max: 10, maxOfOne: null, unreadMs: 500, lookEveryMs: 50, refused });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const connect = () => {
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  const ended = new Promise<'ended'>((resolve) => socket.once('close', () => resolve('ended')));
  return { socket, ended };
};
const ask = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const after = (ms: number) => new Promise<'open'>((resolve) => setTimeout(resolve, ms, 'open'));

it('closes a connection whose answers nobody reads, and none that is read slowly', async () => {
  const [unread, slow] = [connect(), connect()];
  unread.socket.pause();
  for (const { socket } of [unread, slow]) socket.write(ask.repeat(30));
  const reading = setInterval(
    () => (slow.socket.isPaused() ? slow.socket.resume() : slow.socket.pause()),
    20,
  );
  slow.socket.on('data', () => undefined);
  await once(server, 'request');
  await after(1_500);
  // The end of the connection is noticed by whoever reads.
  unread.socket.resume();
  expect(await Promise.race([unread.ended, after(2_000)])).toBe('ended');
  expect(await Promise.race([slow.ended, after(100)])).toBe('open');
  clearInterval(reading);
  slow.socket.destroy();
});

it('says so once when there are too many connections, and closes the further ones', async () => {
  const all = Array.from({ length: 14 }, connect);
  const ends = await Promise.all(all.map(({ ended }) => Promise.race([ended, after(500)])));
  expect(ends.filter((end) => end === 'ended')).toHaveLength(4);
  expect(refused).toHaveBeenCalledTimes(1);
  for (const { socket } of all) socket.destroy();
});
