import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { HintStream } from '../../../api/hints/hint-stream';

let server: http.Server;
beforeEach(async () => {
  server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function connect() {
  const asked = http.get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { agent: false });
  const [, out] = (await once(server, 'request')) as [http.IncomingMessage, http.ServerResponse];
  out.flushHeaders();
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage];
  answer.on('error', () => undefined);
  return { out, answer, stream: new HintStream(out) };
}

it('drops a client that reads nothing, at the limit, and goes on for one that reads', async () => {
  const [slow, quick] = [await connect(), await connect()];
  quick.answer.resume();
  let longest = 0;
  let sent = 0;
  for (; !slow.out.destroyed && sent < 50_000_000; sent += 1_000) {
    for (const { stream } of [slow, quick]) stream.lookAgain('x'.repeat(1_000));
    longest = Math.max(longest, slow.out.writableLength);
    await new Promise(setImmediate);
  }
  expect([slow.out.destroyed, quick.out.destroyed]).toEqual([true, false]);
  expect(longest).toBeLessThan(70_000);
  // Else it would not have been the client that is slow.
  expect(sent).toBeGreaterThan(64_000);
});
