import { once } from 'node:events';
import net from 'node:net';
import { type Proxy, startProxy } from '../../../dev/tools/network/proxy';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { destroyConnection } from '../../../prisma/client/sessions/destroy';
import { rowsTerms } from '../../../prisma/client/sessions/terms';
import { createKeyedMutex } from '../../../prisma/client/sessions/keyed-mutex';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { holdUp } from '../../setup/hold-up';

let made: TestDatabase;
let proxy: Proxy;
let database: Database;
beforeAll(async () => {
  made = await createTestDatabase();
  const url = new URL(made.url);
  proxy = await startProxy({ target: { host: url.hostname, port: Number(url.port) } });
  url.port = String(proxy.port);
  database = openDatabase(url.href, { changes: rowsTerms });
});
afterAll(async () => {
  await database.close();
  await proxy.close();
  await made.close();
});

it('gives up a transaction on rows whose connection fell silent, and takes the next', async () => {
  const lost = database.transaction(async (tx) => {
    await tx.query('SELECT 1');
    expect(proxy.silence()).toBeGreaterThan(0);
    await tx.query('SELECT 2');
  });
  await expect(lost).rejects.toThrow();
  const [answer] = await database.transaction((tx) => tx.query<{ two: number }>('SELECT 2 AS two'));
  expect(answer?.two).toBe(2);
}, 40_000);

it('gives up a short statement whose connection fell silent', async () => {
  await database.query('SELECT 1');
  proxy.silence();
  await expect(database.query('SELECT 2')).rejects.toMatchObject({ code: '08006' });
  await database.query('SELECT 3');
}, 40_000);

it('gives up a listener that is silent, when it is asked or opened', async () => {
  const listener = database.listener();
  listener.on('error', () => undefined);
  await listener.connect();
  proxy.silence();
  await expect(listener.query('SELECT')).rejects.toThrow('Query read timeout');
  destroyConnection(listener);

  const accepts = net.createServer(() => undefined).listen(0, '127.0.0.1');
  await once(accepts, 'listening');
  const { port } = accepts.address() as net.AddressInfo;
  const elsewhere = openDatabase(`postgres://nobody@127.0.0.1:${port}/none`);
  const opened = elsewhere.listener();
  await expect(opened.connect()).rejects.toThrow('timeout');
  destroyConnection(opened);
  await elsewhere.close();
  accepts.close();
}, 40_000);

it('sees progress while the server works or waits for a lock, and none while nobody does anything', async () => {
  let told = 0;
  const reporting = database.reportingTo(() => void (told += 1));
  await reporting.transaction((tx) => tx.query('SELECT pg_sleep(4)'));
  expect(told).toBeGreaterThan(0);

  told = 0;
  const held = await holdUp(made.url, 'LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE');
  const waiting = reporting.transaction((tx) => tx.query('SELECT FROM outbox'));
  await held.somebodyWaits();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(told).toBeGreaterThan(0);
  await held.release();
  await waiting;

  told = 0;
  await reporting.transaction(async (tx) => {
    await tx.query('SELECT 1');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
  });
  expect(told).toBe(0);
}, 60_000);

it('lets those who change the same thing wait in turn, for a while, and others not at all', async () => {
  const runExclusive = createKeyedMutex(300);
  let release = () => {};
  const first = runExclusive('a', () => new Promise<void>((resolve) => (release = resolve)));
  const late = runExclusive('a', () => Promise.resolve('late'));
  expect(await runExclusive('b', () => Promise.resolve('other'))).toBe('other');
  await expect(late).rejects.toMatchObject({ code: '55P03' });
  const next = runExclusive('a', () => Promise.resolve('next'));
  release();
  await first;
  expect(await next).toBe('next');
  await expect(runExclusive('a', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await runExclusive('a', () => Promise.resolve('after'))).toBe('after');
});
