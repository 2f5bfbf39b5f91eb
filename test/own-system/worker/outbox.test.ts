import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '../../../prisma/client/database';
import {
  enqueue,
  enqueueMissing,
  markDone,
  type OutboxEntry,
  type OutboxMessage,
  takeDue,
} from '../../../prisma/repositories/work/outbox';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let database: Database;
beforeEach(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
});
afterEach(async () => {
  await database.close();
  await made.close();
});

const rematch = (importId: string): OutboxMessage => ({ kind: 'rematch', payload: { importId } });
const ask = (message: OutboxMessage) => database.transaction((tx) => enqueue(tx, message));
const open = async () => (await database.query('SELECT FROM outbox WHERE done_at IS NULL')).length;
const takeOne = async () => (await takeDue(database, 10))[0] as OutboxEntry;

it('holds one open entry for each thing, however often it is asked for', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  for (let time = 0; time < 20; time++) await ask(rematch(one));
  await ask(rematch(other));
  await enqueueMissing(database, [rematch(one), { kind: 'start-import', payload: { importId: one } }]);
  expect(await open()).toBe(3);
});

it('relays once more what is asked for while it is relayed', async () => {
  const id = randomUUID();
  await ask(rematch(id));
  const taken = await takeOne();
  await ask(rematch(id));
  await markDone(database, taken);
  const again = await takeOne();
  expect(again).toMatchObject({ id: taken.id, asked: 2 });
  await markDone(database, again);
  expect(await takeDue(database, 10)).toEqual([]);
  await ask(rematch(id));
  expect((await takeOne()).id).not.toBe(taken.id);
});

it('relays what people decide and press before what is only looked after', async () => {
  const ids = Array.from({ length: 30 }, () => randomUUID());
  await enqueueMissing(
    database,
    ids.map((accountId): OutboxMessage => ({ kind: 'start-send', payload: { accountId } })),
  );
  for (const id of ids.slice(0, 10)) await ask(rematch(id));
  await ask({ kind: 'start-send', payload: { accountId: randomUUID() } });
  await ask({ kind: 'deliver-decision', payload: { decisionId: randomUUID() } });
  const kinds = (await takeDue(database, 3)).map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['deliver-decision', 'rematch', 'start-send']);
});

it('forgets no entry when the clock of the database goes back', async () => {
  await ask(rematch(randomUUID()));
  // As if it had been taken, or had failed, an hour later than now.
  await database.query(`UPDATE outbox SET next_try_at = now() + interval '1 hour'`);
  expect(await takeDue(database, 10)).toHaveLength(1);
  expect(await takeDue(database, 10)).toEqual([]);
});
