import { Client } from 'pg';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { type NotedSeal, verifyChain } from '../../../prisma/repositories/people/audit-chain';
import { sealEvents } from '../../../prisma/repositories/people/audit-seals';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let database: Database;
let superuser: Client;
beforeEach(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
  superuser = new Client({ connectionString: made.url });
  await superuser.connect();
});
afterEach(async () => {
  await superuser.end();
  await database.close();
  await made.close();
});

const record = (subject: string) =>
  database.transaction((tx) =>
    recordAudit(tx, {
      personId: null,
      action: 'product.edited',
      subject,
      before: { a: 1 },
      after: { b: 'é"\n' },
    }),
  );

async function sealAll(): Promise<number> {
  let sealed = 0;
  for (let more = 1; more > 0; sealed += more) more = await sealEvents(database, 7);
  return sealed;
}

/** Ten events, sealed, with the numbers and ids from 1 to 10. */
async function tenSealed(): Promise<void> {
  for (let event = 1; event <= 10; event++) await record(`thing:${event}`);
  expect(await sealAll()).toBe(10);
}

const verify = (noted: NotedSeal[] = []) => verifyChain(superuser, noted);

/** What somebody can do who owns the server. */
const tamper = (statement: string) =>
  superuser.query(`SET session_replication_role = replica; ${statement}; RESET session_replication_role`);

it('seals events one after the other, once', async () => {
  await tenSealed();
  expect(await sealAll()).toBe(0);
  const numbers = await database.query<{ number: string; id: string }>(
    'SELECT number, event_id AS id FROM audit_seal ORDER BY number',
  );
  expect(numbers).toEqual(
    Array.from({ length: 10 }, (_, at) => ({ number: String(at + 1), id: String(at + 1) })),
  );
  const { last, broken, unsealed } = await verify();
  expect({ number: last?.number, broken, unsealed }).toEqual({ number: 10n, broken: null, unsealed: 0 });
  await record('thing:11');
  expect(await verify()).toMatchObject({ broken: null, unsealed: 1 });
});

it('holds where nothing was ever recorded', async () => {
  expect(await verify()).toEqual({ last: null, unsealed: 0, broken: null });
});

const columns = [
  `at = at + interval '1 microsecond'`,
  `person_id = gen_random_uuid()`,
  `action = 'thing.left'`,
  `subject = 'thing:44'`,
  `detail = '{"rows": 4}'`,
  `outcome = 'refused'`,
  `reason = 'forbidden'`,
  `location_id = gen_random_uuid()`,
  `address = '192.0.2.1'`,
  `request_id = gen_random_uuid()`,
  `credential = 'token'`,
  `workflow_id = 'w'`,
  `before = NULL`,
  `after = '{"b": "e"}'`,
];

it.each(columns)('names the event that was changed: %s', async (change) => {
  await tenSealed();
  await tamper(`UPDATE audit_event SET ${change} WHERE id = 4`);
  const { broken, last } = await verify();
  expect(broken).toBe('seal 4, event 4: the event, or its seal, was changed or inserted');
  expect(last?.number).toBe(3n);
});

it('covers every column of an event', async () => {
  const known = await database.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_name = 'audit_event' AND column_name <> 'id'`,
  );
  const changed = columns.map((change) => change.split(' ')[0]);
  expect(known.map(({ name }) => name).sort()).toEqual(changed.sort());
});

it('names an event that was removed, or whose seal was, or both', async () => {
  await tenSealed();
  await tamper('DELETE FROM audit_event WHERE id = 6');
  expect((await verify()).broken).toBe('seal 6, event 6: the event is missing');
  await tamper('DELETE FROM audit_seal WHERE number = 6');
  expect((await verify()).broken).toBe('seal 6 is missing: the next one is seal 7, event 7');
  await tamper('UPDATE audit_seal SET number = number - 1 WHERE number > 6');
  expect((await verify()).broken).toBe('seal 6, event 7: the event, or its seal, was changed or inserted');
});

it('names an event that was inserted with an earlier time, before and after it is sealed', async () => {
  await tenSealed();
  await tamper(`INSERT INTO audit_event (id, at, action, subject)
    VALUES (-1, clock_timestamp() - interval '1 day', 'product.edited', 'thing:x')`);
  expect((await verify()).broken).toContain('event -1 has no seal and was inserted: it is dated');
  await superuser.query('INSERT INTO audit_unsealed VALUES (-1)');
  await sealAll();
  expect((await verify()).broken).toContain('seal 11, event -1: the event was inserted: it is dated');
});

it('names an event that was inserted with a seal of its own', async () => {
  await tenSealed();
  await superuser.query(
    `INSERT INTO audit_event (id, action, subject) VALUES (11, 'product.edited', 'thing:x')`,
  );
  await superuser.query(`INSERT INTO audit_seal (number, event_id, hash)
    SELECT 11, 11, hash FROM audit_seal WHERE number = 10`);
  expect((await verify()).broken).toBe('seal 11, event 11: the event, or its seal, was changed or inserted');
});

it('names an event that was removed before it was sealed', async () => {
  await tenSealed();
  await record('thing:11');
  await tamper('DELETE FROM audit_event WHERE id = 11');
  await record('thing:12');
  expect(await sealAll()).toBe(1);
  expect((await verify()).broken).toBe('event 11 was removed before it was sealed');
});

it('knows by a noted seal that the end was cut off or rewritten', async () => {
  await tenSealed();
  const noted = (await verify()).last as NotedSeal;
  expect((await verify([noted])).broken).toBeNull();
  await tamper('DELETE FROM audit_event WHERE id > 8; DELETE FROM audit_seal WHERE number > 8');
  expect((await verify()).broken).toBeNull();
  expect((await verify([noted])).broken).toBe('seal 10 was noted and is missing: the chain ends at 8');
  await record('thing:9, but another');
  await record('thing:10, but another');
  await sealAll();
  expect((await verify()).broken).toBeNull();
  expect((await verify([noted])).broken).toMatch(
    /^seal 10, event \d+: the hash is not the one that was noted/,
  );
});

it('seals what 200 write at once, while several seal', async () => {
  const writers = Array.from({ length: 200 }, (_, at) => record(`thing:${at}`));
  const sealers = Array.from({ length: 3 }, async () => {
    for (let round = 0; round < 40; round++) await sealEvents(database, 11);
  });
  await Promise.all([...writers, ...sealers]);
  await sealAll();
  const report = await verify();
  expect(report).toMatchObject({ broken: null, unsealed: 0, last: { number: 200n } });
});

it('makes no writer wait for the one who seals', async () => {
  await record('thing:1');
  await superuser.query('BEGIN');
  await superuser.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit seal', 0))`);
  await superuser.query('DELETE FROM audit_unsealed');
  await record('thing:2');
  expect(await sealEvents(database)).toBe(0);
  await superuser.query('ROLLBACK');
  expect(await sealAll()).toBe(2);
});

it.each(['UPDATE audit_seal SET hash = hash', 'DELETE FROM audit_seal', 'TRUNCATE audit_seal'])(
  'refuses to %s',
  async (statement) => {
    await tenSealed();
    await expect(superuser.query(statement)).rejects.toThrow('audit_seal is insert-only');
  },
);
