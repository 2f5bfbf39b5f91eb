import { type Database, openDatabase, type Reader, type Transaction } from '../../../prisma/client/database';
import { besideTerms, rowsTerms, type Terms } from '../../../prisma/client/sessions/terms';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let opened: Database[];
beforeAll(async () => {
  made = await createTestDatabase();
  opened = [];
});
afterAll(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await made.close();
});

function open(besides?: Terms): Database {
  const database = openDatabase(made.url, { changes: rowsTerms, ...(besides && { besides }) });
  opened.push(database);
  return database;
}

const addLocation = (tx: Transaction, name: string) =>
  tx.query(`INSERT INTO location (name, time_zone, currency) VALUES ($1, 'Europe/London', 'GBP')`, [name]);
const see = async (reader: Reader) => {
  const [seen] = await reader.query<{ pid: number; locations: number }>(
    'SELECT pg_backend_pid() AS pid, (SELECT count(*)::int FROM location) AS locations',
  );
  return seen as NonNullable<typeof seen>;
};

it('reads on a second connection what is committed, changes nothing there, and throws where it is asked', async () => {
  const database = open(besideTerms);
  const [own, beside] = await database.transaction(async (tx) => {
    await addLocation(tx, 'London');
    const found = tx.beside(see);
    return [await see(tx), await found()];
  });
  expect(beside.pid).not.toBe(own.pid);
  expect([own.locations, beside.locations]).toEqual([1, 0]);

  const written = database.transaction((tx) => tx.beside((reader) => reader.query('DELETE FROM location'))());
  await expect(written).rejects.toMatchObject({ code: '25006' });
  const notAsked = await database.transaction(async (tx) => {
    tx.beside((reader) => reader.query('SELECT 1 / 0'));
    return see(tx);
  });
  expect(notAsked.locations).toBe(1);
});

/** Of the sessions that read in a transaction, and beside it. */
const pidsOf = (database: Database, work: (reader: Reader) => Promise<unknown> = () => Promise.resolve()) =>
  database.transaction(async (tx) => {
    const { pid } = await see(tx);
    const found = tx.beside(async (reader) => {
      await work(reader);
      return see(reader);
    });
    return [pid, (await found()).pid];
  });

it('reads on its own connection if there is no other, so that no two wait for each other', async () => {
  const [own, beside] = await pidsOf(open());
  expect(beside).toBe(own);

  const one = open({ ...besideTerms, connections: 1 });
  const all = await Promise.all(
    Array.from({ length: 6 }, () => pidsOf(one, (reader) => reader.query('SELECT pg_sleep(0.5)'))),
  );
  expect(all).toHaveLength(6);
  expect(all.filter(([mine, besides]) => mine === besides).length).toBeGreaterThan(0);

  const away = open(besideTerms);
  opened.pop(); // it closes itself
  await away.transaction(async (tx) => tx.beside(see)());
  const closing = away.transaction(async (tx) => {
    const { pid } = await see(tx);
    void away.close();
    return [pid, (await tx.beside(see)()).pid];
  });
  const [late, ended] = await closing;
  expect(ended).toBe(late);
});

it('reads on its own connection what somebody waits for who waits for the transaction', async () => {
  const [database, other] = [open(besideTerms), open()];
  let queued: Promise<unknown> = Promise.resolve();
  const [own, beside] = await database.transaction(async (tx) => {
    const { pid } = await see(tx);
    queued = other.transaction((changing) => changing.query('LOCK TABLE location IN ACCESS EXCLUSIVE MODE'));
    await waitsFor(pid);
    return [pid, (await tx.beside(see)()).pid];
  });
  expect(beside).toBe(own);
  await queued;
});

async function waitsFor(pid: number): Promise<void> {
  const looking = open();
  const anybody = `SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))`;
  while ((await looking.query(anybody, [pid])).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

it('is not taken for frozen while it waits for what is read beside it', async () => {
  const [database, other] = [open(besideTerms), open()];
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const long = database.transaction(async (tx) => {
    await tx.query('LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE');
    locked();
    const [slept] = await tx.beside((reader) =>
      reader.query<{ s: string }>('SELECT pg_sleep(10)::text AS s'),
    )();
    await addLocation(tx, 'Leeds');
    return slept?.s;
  });
  await isLocked;
  await Promise.all([
    expect(long).resolves.toBe(''),
    expect(other.transaction((tx) => tx.query('SELECT count(*)::int FROM outbox'))).resolves.toHaveLength(1),
  ]);
}, 60_000);
