import { type ConnectError } from '../../../connectors/connect/connect-error';
import { aClient, type Behaviour, foreignConnect, type ForeignConnect } from '../../setup/foreign-connect';

let foreign: ForeignConnect;
afterEach(() => foreign.stop());

const behaves = async (behave: Behaviour) => {
  foreign = await foreignConnect(behave);
  return foreign.connect();
};
const fault = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as ConnectError).fault,
  );

it('asks over one connection after another answer, and for an answer that is not compressed', async () => {
  const connections = new Set<unknown>();
  const connect = await behaves((_asked, response) => {
    connections.add(response.socket);
    return [200, aClient()];
  });
  for (let time = 0; time < 3; time++) await connect.readClient('c-1');
  expect(connections.size).toBe(1);
  expect(foreign.asked[0]?.headers['accept-encoding']).toBe('identity');
});

it('uses no connection on which an answer was broken off', async () => {
  const connections = new Set<unknown>();
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
