import net, { type AddressInfo } from 'node:net';
import { type Clocks } from '../../../dev/tools/chaos/clocks';
import { type FaultKind, type PlannedFault } from '../../../dev/tools/chaos/fault-plan';
import { Faults } from '../../../dev/tools/chaos/faults';
import { Network } from '../../../dev/tools/chaos/network';
import { waitUntil } from '../../../dev/launcher/processes/wait-until';

let done: string[];
let stop: AbortController;
let network: Network;
let faults: Faults;

beforeEach(() => {
  done = [];
  stop = new AbortController();
  network = new Network();
  const act = (what: string) => (part: string) => void done.push(`${what} ${part}`);
  const stack = {
    ...{ pause: act('pause'), resume: act('resume') },
    crash: (part: string) => Promise.resolve(act('crash')(part)),
    startAgain: (part: string) => Promise.resolve(act('start')(part)),
  };
  const clocks = { shift: (part: string, seconds: number) => done.push(`${part} by ${seconds}`) };
  faults = new Faults({ stack, network, clocks: clocks as unknown as Clocks, signal: stop.signal });
});
afterEach(async () => {
  faults.undo();
  await network.close();
});

const planned = (kind: FaultKind, target: string, lasts: number, shift?: number): PlannedFault => ({
  ...{ kind, target, lasts, after: 0 },
  ...(shift !== undefined && { shift }),
});

it('kills a part and starts it again; pauses one and lets it go on', async () => {
  expect(await faults.inflict(planned('kill', 'api', 5))).toMatchObject({ kind: 'kill', target: 'api' });
  await faults.inflict(planned('pause', 'Temporal', 5));
  expect(done).toEqual(['crash api', 'start api', 'pause Temporal', 'resume Temporal']);
});

it('continues a part that is paused when it is told to stop', async () => {
  const pausing = faults.inflict(planned('pause', 'worker', 60_000));
  expect(done).toEqual(['pause worker']);
  stop.abort();
  await expect(pausing).rejects.toThrow(/abort/i);
  expect(done).toEqual(['pause worker', 'resume worker']);
});

it('sets a clock back when its time is over, or all is undone, but once', async () => {
  await faults.inflict(planned('clock', 'worker', 20, -30));
  expect(await waitUntil(() => done.length === 2, 10_000)).toBe(true);
  const shifting = faults.inflict(planned('clock', 'api', 60_000, 300));
  stop.abort();
  await expect(shifting).rejects.toThrow(/abort/i);
  faults.undo();
  faults.undo();
  await faults.over();
  expect(done).toEqual(['worker by -30', 'worker by 0', 'api by 300', 'api by 0']);
});

it('undoes a fault that still lasts before it begins the same again', async () => {
  const first = faults.inflict(planned('clock', 'worker', 60_000, 30));
  const second = faults.inflict(planned('clock', 'worker', 60_000, -5));
  stop.abort();
  await Promise.allSettled([first, second]);
  expect(done).toEqual(['worker by 30', 'worker by 0', 'worker by -5']);
});

it('leads a part to the others through proxies, and silences one way only', async () => {
  const servers = await Promise.all([0, 1, 2].map(() => echo()));
  const [database, temporal, connect] = servers.map(portOf);
  const told = {
    DATABASE_URL: `postgresql://me:secret@127.0.0.1:${database}/here?x=1`,
    TEMPORAL_ADDRESS: `127.0.0.1:${temporal}`,
    CONNECT_BASE_URL: `http://127.0.0.1:${connect}`,
    CONNECT_API_KEY: 'key',
  };
  const routed = await network.routed('worker', told);
  expect(await network.routed('worker', told)).toEqual(routed);
  expect(Object.keys(routed).sort()).toEqual(['CONNECT_BASE_URL', 'DATABASE_URL', 'TEMPORAL_ADDRESS']);
  const port = (name: string) => Number(/127\.0\.0\.1:(\d+)/.exec(routed[name] ?? '')?.[1]);
  expect(routed.DATABASE_URL).toBe(`postgresql://me:secret@127.0.0.1:${port('DATABASE_URL')}/here?x=1`);
  const clients = [port('DATABASE_URL'), port('TEMPORAL_ADDRESS'), port('CONNECT_BASE_URL')].map(say);
  const answered = () => clients.map(({ text }) => text.length);
  expect(await waitUntil(() => answered().join() === '1,1,1', 10_000)).toBe(true);

  const silencing = faults.inflict(planned('silence', 'worker to Temporal', 60_000));
  const isSilent = async () => (await network.between('worker to Temporal')).connections().silenced === 1;
  expect(await waitUntil(isSilent, 10_000)).toBe(true);
  for (const { socket } of clients) socket.write('!');
  expect(await waitUntil(() => answered().join() === '2,1,2', 10_000)).toBe(true);

  stop.abort();
  await silencing.catch(() => undefined);
  faults.undo();
  expect(
    await waitUntil(
      () => clients.map(({ socket }) => socket.destroyed).join() === 'false,true,false',
      10_000,
    ),
  ).toBe(true);
  for (const { socket } of clients) socket.destroy();
  for (const server of servers) server.close();
});

function echo(): Promise<net.Server> {
  const server = net.createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const portOf = (server: net.Server) => (server.address() as AddressInfo).port;

function say(port: number) {
  const socket = net.connect({ port, host: '127.0.0.1' });
  const said = { socket, text: '' };
  socket.on('data', (bytes) => (said.text += bytes.toString()));
  socket.on('error', () => undefined);
  socket.write('?');
  return said;
}
