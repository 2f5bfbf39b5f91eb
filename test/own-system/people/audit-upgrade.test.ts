import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase } from '../../../prisma/client/database';
import { verifyChain } from '../../../prisma/repositories/people/audit-chain';
import { sealEvents } from '../../../prisma/repositories/people/audit-seals';
import { migratedBefore } from '../../setup/migrated-before';

const role = `app_${randomBytes(4).toString('hex')}`;
let made: Awaited<ReturnType<typeof migratedBefore>>;
let client: Client;
beforeAll(async () => {
  made = await migratedBefore('20261127130000_audit_trail');
  client = new Client({ connectionString: made.url });
  await client.connect();
  // As deploy/postgresql/roles.psql does; what was there before gets the same.
  await client.query(`CREATE ROLE ${role}; GRANT USAGE ON SCHEMA public TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  await client.query(`INSERT INTO audit_event (at, action, subject, detail)
    SELECT now() - n * interval '1 second', 'thing.done', 'thing:' || n, jsonb_build_object('because', 'as it was')
    FROM generate_series(30, 1, -1) n`);
  await made.migrate();
});
afterAll(async () => {
  await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await client.end();
  await made.close();
});

it('seals the events of an earlier version as they are', async () => {
  const database = openDatabase(made.url);
  expect(await sealEvents(database)).toBe(30);
  await database.close();
  expect(await verifyChain(client)).toMatchObject({ broken: null, unsealed: 0, last: { number: 30n } });
});

it('lets the role of the application add events and seals, and nothing else', async () => {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT place, has_table_privilege($1, place, 'SELECT') AS reads, has_table_privilege($1, place, 'INSERT') AS adds,
       has_table_privilege($1, place, 'UPDATE') AS changes, has_table_privilege($1, place, 'DELETE') AS removes,
       has_table_privilege($1, place, 'TRUNCATE') AS empties
     FROM unnest(ARRAY['audit_event', 'audit_seal']) place`,
    [role],
  );
  const insertOnly = { reads: true, adds: true, changes: false, removes: false, empties: false };
  expect(rows).toEqual(['audit_event', 'audit_seal'].map((place) => ({ place, ...insertOnly })));
});

it('refuses that role a change where somebody has disabled the triggers', async () => {
  await client.query('BEGIN');
  await client.query(`ALTER TABLE audit_event DISABLE TRIGGER USER; SET LOCAL ROLE ${role}`);
  await expect(client.query('UPDATE audit_event SET action = $$x$$')).rejects.toThrow('permission denied');
  await client.query('ROLLBACK');
});

it('lets that role record and seal', async () => {
  const database = openDatabase(made.url);
  await database.transaction(async (tx) => {
    await tx.query(`SET LOCAL ROLE ${role}`);
    await tx.query(`INSERT INTO audit_event (action, subject) VALUES ('thing.done', 'thing:new')`);
    await tx.query('DELETE FROM audit_unsealed');
    await tx.query(`INSERT INTO audit_seal (number, event_id, hash) VALUES (1000, 1000, '')`);
    expect(await tx.query('SELECT FROM audit_event WHERE subject = $1', ['thing:new'])).toHaveLength(1);
  });
  await database.close();
});
