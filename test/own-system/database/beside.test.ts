import { type Database, openDatabase, type Reader, type Transaction } from '../../../prisma/client/database';
import { rowsTerms } from '../../../prisma/client/sessions/terms';
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

function withConnections(connections: number): Database {
  const database = openDatabase(made.url, { changes: { ...rowsTerms, connections } });
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
  const database = withConnections(2);
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

it('reads on its own connection if no other is free, so that no two wait for each other', async () => {
  const database = withConnections(2);
  const all = await Promise.all(
    Array.from({ length: 6 }, () =>
      database.transaction(async (tx) => {
        const found = tx.beside(see);
        return [(await see(tx)).pid, (await found()).pid];
      }),
    ),
  );
  expect(all).toHaveLength(6);
  const alone = withConnections(1);
  const [own, beside] = await alone.transaction(async (tx) => {
    const found = tx.beside(see);
    return [(await see(tx)).pid, (await found()).pid];
  });
  expect(beside).toBe(own);
});

it('is not taken for frozen while it waits for what is read beside it', async () => {
  const [database, other] = [withConnections(2), withConnections(1)];
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
