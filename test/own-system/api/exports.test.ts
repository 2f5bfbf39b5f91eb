import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import express from 'express';
import { breakOffUnread } from '../../../api/http/break-off-unread';
import { callFile, codedAccount } from '../../setup/calls';
import { holdUp } from '../../setup/hold-up';
import { postFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

describe('exports', () => {
  let system: OwnSystem;
  let path: string;
  beforeAll(async () => {
    system = await startSystem();
    const { code } = await codedAccount(system);
    const posted = await postFile(system, { content: callFile([{ code, sell: '1.25' }]) });
    path = `/v1/batch-sheets/${posted.batchSheetId}/export`;
  });
  afterAll(() => system?.stop());

  it('are a few at once, and leave the others their connections', async () => {
    const held = await holdUp(system.databaseUrl, 'LOCK TABLE charge IN ACCESS EXCLUSIVE MODE');
    const persons = ['viewer', 'viewer', 'ops', 'ops'] as const;
    const running = persons.map((who) => system.call(who, 'GET', path).catch(() => null));
    await held.somebodyWaits();
    const refused = [await system.call('viewer', 'GET', path), await system.call('lead', 'GET', path)];
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } });
      expect(answer.headers.get('retry-after')).toBe('5');
    }
    expect(refused[0]?.body.detail).toContain('already have 2 exports');
    for (let look = 0; look < 20; look++)
      expect((await system.call('viewer', 'GET', '/v1/accounts')).status).toBe(200);
    await held.release();
    await Promise.all(running);
    const { status, text } = await system.call('viewer', 'GET', path);
    expect(status).toBe(200);
    expect(text).toContain('1.25');
  }, 60_000);
});

it('are broken off where nobody reads them, and not where somebody reads slowly', async () => {
  const app = express();
  let ended = 0;
  app.get('/', (_request, response) => {
    const read = breakOffUnread(response, 1_500);
    response.on('close', () => {
      read();
      ended += 1;
    });
    const block = Buffer.alloc(1_000_000, 'x');
    const write = () => {
      while (!response.destroyed && response.write(block));
      response.once('drain', write);
    };
    write();
  });
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = () => {
    const socket = net.connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    return socket;
  };
  const unread = ask().pause();
  const slow = ask().pause();
  const reading = setInterval(() => slow.read(100_000), 100);
  slow.on('readable', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  clearInterval(reading);
  expect(ended).toBe(1);
  unread.destroy();
  slow.destroy();
  server.closeAllConnections();
  server.close();
}, 30_000);
