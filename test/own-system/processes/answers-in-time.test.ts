import net, { type AddressInfo } from 'node:net';
import { type Proxy, startProxy } from '../../../dev/tools/network/proxy';
import { newAccount, sendAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { holdUp } from '../../setup/hold-up';
import { importFile } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { askApi, type Who } from '../../setup/system';

let system: ProcessSystem;
let proxy: Proxy;
let accountId: string;
let sheetId: string;
const open = new Set<net.Socket>();
/** Takes connections, and says nothing. */
const silent = net.createServer((socket) => void open.add(socket.on('error', () => undefined)));
let silentPort: number;

beforeAll(async () => {
  system = await startProcessSystem({}, async (databaseUrl) => {
    const url = new URL(databaseUrl);
    proxy = await startProxy({ target: { host: url.hostname, port: Number(url.port) } });
    url.port = String(proxy.port);
    return url.href;
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  silentPort = (silent.address() as AddressInfo).port;
  await system.workerProcess();
  accountId = (await newAccount(system)).id;
  await sendAccount(system, accountId, ['linked']);
  sheetId = (await importFile(system, { content: callFile([{ code: 'GHOST', sell: '1' }]) })).batchSheetId;
});
afterAll(async () => {
  await system?.stop();
  await proxy?.close();
  for (const socket of open) socket.destroy();
  silent.close();
});

/** Asks the API there, and how long it took in milliseconds. */
async function timed(at: string, who: Who, method: string, path: string, body?: unknown) {
  const began = performance.now();
  const headers = { authorization: `Bearer ${system.keys[who]}`, 'if-match': '*' };
  const reply = await askApi(at, method, path, body, headers);
  return { ...reply, ms: performance.now() - began };
}

const inTime = 5_000;

/** Known before anything is away, since answers are checked against it. */
const knowContract = (at: string) => askApi(at, 'GET', '/livez');

it('says that Connect is away, and changes nothing, where it takes a connection and says nothing', async () => {
  const { at } = await system.startApi({
    CONNECT_BASE_URL: `http://127.0.0.1:${silentPort}`,
    CONNECT_TIMEOUT_MS: '10000',
  });
  await knowContract(at);
  const path = `/v1/accounts/${accountId}/connect-client`;
  const before = await timed(at, 'ops', 'GET', path);
  for (const body of [{ name: 'One' }, { name: 'Two' }]) {
    const answer = await timed(at, 'ops', 'PATCH', path, body);
    expect([answer.status, answer.problem.type]).toEqual([503, '/problems/connect-unavailable']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.ms).toBeLessThan(inTime);
  }
  const after = await timed(at, 'ops', 'GET', path);
  expect([after.text, after.headers.get('etag')]).toEqual([before.text, before.headers.get('etag')]);
}, 60_000);

it.each([
  ['refuses connections', () => '127.0.0.1:9'],
  ['says nothing', () => `127.0.0.1:${silentPort}`],
])(
  'keeps a decision for Temporal, which %s, and says so in time',
  async (_what, address) => {
    const { at } = await system.startApi({ TEMPORAL_ADDRESS: address() });
    await knowContract(at);
    const answer = await timed(at, 'ops', 'POST', `/v1/batch-sheets/${sheetId}/complete`, {
      acknowledge: { rows: 1, amount: '2' },
    });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toMatch(/^\/v1\/decisions\//);
    expect(answer.ms).toBeLessThan(inTime);
  },
  60_000,
);

it('says that the database is away where it says nothing, also in the middle of a request', async () => {
  const { at } = await system.startApi();
  await knowContract(at);
  await timed(at, 'ops', 'GET', '/v1/me');
  const held = await holdUp(system.databaseUrl, 'LOCK TABLE audit_event IN SHARE MODE');
  const account = {
    accountsId: 'ACC-CUT',
    name: 'Cut',
    type: 'Virtual',
    locationId: system.locations['Leeds Dock'],
  };
  const middle = timed(at, 'ops', 'POST', '/v1/accounts', account);
  await held.somebodyWaits();
  proxy.silence();
  const silencing = setInterval(() => proxy.silence(), 10);
  try {
    const later = ['/v1/me', '/v1/accounts', '/v1/batch-sheets', `/v1/accounts/${accountId}`];
    const answers = await Promise.all([middle, ...later.map((path) => timed(at, 'ops', 'GET', path))]);
    for (const { status, problem, headers, ms } of answers) {
      expect([status, problem.type]).toEqual([503, '/problems/database-unavailable']);
      expect(headers.get('retry-after')).toBe('5');
      expect(ms).toBeLessThan(inTime);
    }
    expect((await askApi(at, 'GET', '/livez')).status).toBe(200);
  } finally {
    clearInterval(silencing);
  }
  proxy.destroySilenced();
  await held.release();
  expect(await system.database.query(`SELECT FROM account WHERE accounts_id = 'ACC-CUT'`)).toEqual([]);
  expect((await timed(at, 'ops', 'GET', '/v1/me')).status).toBe(200);
}, 60_000);

it('waits for what takes long while the database answers', async () => {
  const held = await holdUp(system.databaseUrl, 'SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
  const edit = timed(system.api, 'ops', 'PATCH', `/v1/accounts/${accountId}`, { name: 'Late' });
  const { status, problem, ms } = await edit;
  await held.release();
  // By the lock's own limit of 3 s, which is later than the first look at the database.
  expect([status, problem.type]).toEqual([503, '/problems/temporarily-unavailable']);
  expect(ms).toBeGreaterThan(2_500);
  expect(ms).toBeLessThan(inTime);
});

// The last, since it leaves no database.
it('says at once that the database is away where it refuses connections', async () => {
  await proxy.close();
  for (const path of ['/v1/me', '/v1/accounts', `/v1/batch-sheets/${sheetId}`]) {
    const { status, problem, headers, ms } = await timed(system.api, 'ops', 'GET', path);
    expect([status, problem.type]).toEqual([503, '/problems/database-unavailable']);
    expect(headers.get('retry-after')).toBe('5');
    expect(ms).toBeLessThan(inTime);
  }
});
