import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type ConnectError } from '../../../connectors/connect/connect-error';
import { aClient, type Behaviour, foreignConnect, type ForeignConnect } from '../../setup/foreign-connect';

let foreign: ForeignConnect;
afterEach(() => foreign.stop());

const behaves = async (behave: Behaviour, unusedMs?: number) => {
  foreign = await foreignConnect(behave);
  return foreign.connect({ unusedMs });
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const fault = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as ConnectError).fault,
  );

it('asks over one connection after another answer, and for an answer that is not compressed', async () => {
  const connections = new Set<Socket | null>();
  const connect = await behaves((_asked, response) => {
    connections.add(response.socket);
    return [200, aClient()];
  });
  for (let time = 0; time < 3; time++) await connect.readClient('c-1');
  expect(connections.size).toBe(1);
  expect(foreign.asked[0]?.headers['accept-encoding']).toBe('identity');
});

it('uses no connection on which an answer was broken off', async () => {
  const connections = new Set<Socket | null>();
  const connect = await behaves((_asked, response) => {
    connections.add(response.socket);
    if (connections.size > 1) return [200, aClient()];
    response.writeHead(200).write('{');
    return null;
  });
  expect(await fault(connect.readClient('c-1'))).toEqual({
    kind: 'unreachable',
    message: 'no answer in time',
  });
  expect(await connect.readClient('c-1')).toEqual(aClient());
  expect(connections.size).toBe(2);
});

it('says why nobody could be reached', async () => {
  const connect = await behaves(() => null);
  await foreign.stop();
  expect(await fault(connect.readClient('c-1'))).toEqual({
    kind: 'unreachable',
    message: 'no answer (ECONNREFUSED)',
  });
  foreign = await foreignConnect(() => null);
});

it('closes a connection that nothing was asked over for a while', async () => {
  const connections = new Set<Socket | null>();
  const connect = await behaves((_asked, response) => {
    connections.add(response.socket);
    // The other side would never close it.
    (response.socket as Socket & { server: Server }).server.keepAliveTimeout = 0;
    return [200, aClient()];
  }, 20);
  await connect.readClient('c-1');
  const [socket] = connections;
  if (!socket?.closed) await once(socket as Socket, 'close');
  await connect.readClient('c-1');
  expect(connections.size).toBe(2);
});

it('waits for an answer longer than it keeps an unused connection', async () => {
  const connect = await behaves((_asked, response) => {
    void sleep(100).then(() => response.end(JSON.stringify(aClient())));
    return null;
  }, 20);
  expect(await connect.readClient('c-1')).toEqual(aClient());
  expect(await connect.readClient('c-1')).toEqual(aClient());
});
