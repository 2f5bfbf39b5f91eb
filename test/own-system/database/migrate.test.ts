import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../../prisma/migrate/migrate';
import { createEmptyDatabase, type TestDatabase } from '../../setup/database';

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  database = await createEmptyDatabase();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

function migration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it('applies migrations in order, once', async () => {
  migration('2_second', 'ALTER TABLE one ADD COLUMN b int');
  migration('1_first', 'CREATE TABLE one (a int)');
  expect(await migrate(database.url, folder)).toEqual(['1_first', '2_second']);
  expect(await migrate(database.url, folder)).toEqual([]);
});

it('copes with no migrations at all', async () => {
  expect(await migrate(database.url, folder)).toEqual([]);
  expect(await migrate(database.url, path.join(folder, 'missing'))).toEqual([]);
});

it('applies each once when several start at the same moment', async () => {
  migration('1_first', 'CREATE TABLE one (a int)');
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
  expect(applied.flat()).toEqual(['1_first']);
});

it('leaves nothing of a migration that fails, records it, and goes no further until it is resolved', async () => {
  migration('1_first', 'CREATE TABLE one (a int); SELECT 1/0');
  await expect(migrate(database.url, folder)).rejects.toThrow(/1_first failed: division by zero/);
  expect(await query("SELECT to_regclass('one') AS one")).toEqual([{ one: null }]);
  expect(await query('SELECT finished_at, logs FROM _prisma_migrations')).toEqual([
    { finished_at: null, logs: expect.stringContaining('division by zero') },
  ]);
  await expect(migrate(database.url, folder)).rejects.toThrow(/failed earlier/);
});

it('refuses a migration that was changed after it was applied', async () => {
  migration('1_first', 'CREATE TABLE one (a int)');
  await migrate(database.url, folder);
  migration('1_first', 'CREATE TABLE one (a bigint)');
  await expect(migrate(database.url, folder)).rejects.toThrow(/changed after it was applied/);
});

describe('while others use the database', () => {
  const hasty = { lockMs: 200, attempts: 2, pauseMs: 20, indexLockMs: 500 };
  const applied = () => query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at');

  /** A transaction that holds a lock until it is let go. */
  async function holding(statement: string): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: database.url, application_name: 'somebody' });
    await client.connect();
    await client.query(`BEGIN; ${statement}`);
    return () => client.end();
  }

  it('gives up on a table that somebody holds, tells who, and applies it with the next run', async () => {
    migration('1_first', 'CREATE TABLE one (a int)');
    await migrate(database.url, folder);
    migration('2_second', 'CREATE TABLE two (a int); ALTER TABLE one ADD COLUMN b int');
    const letGo = await holding('SELECT FROM one');
    // Long enough to be seen waiting on a busy machine, too.
    await expect(migrate(database.url, folder, { ...hasty, lockMs: 1_000 })).rejects.toThrow(
      /2_second gave up: it waited for a lock on one \(AccessExclusiveLock\), which session \d+ \(somebody, idle in transaction, since .+\) holds/,
    );
    expect(await query("SELECT to_regclass('two') AS two")).toEqual([{ two: null }]);
    expect(await applied()).toEqual([{ name: '1_first' }]);
    await letGo();
    expect(await migrate(database.url, folder, hasty)).toEqual(['2_second']);
  });

  it('tries again by itself, where the table is free soon', async () => {
    migration('1_first', 'CREATE TABLE one (a int)');
    await migrate(database.url, folder);
    migration('2_second', 'ALTER TABLE one ADD COLUMN b int');
    const letGo = await holding('SELECT FROM one');
    const migrating = migrate(database.url, folder, { ...hasty, attempts: 100 });
    setTimeout(() => void letGo(), 500);
    expect(await migrating).toEqual(['2_second']);
  });

  it('waits for another migration, but not for ever', async () => {
    const letGo = await holding('SELECT pg_advisory_lock(72707369)');
    await expect(migrate(database.url, folder, { turnMs: 300 })).rejects.toThrow(
      /Another migration of this database \(session \d+\) has not ended in 0.3 s/,
    );
    await letGo();
  });
});

describe('indexes that are built concurrently', () => {
  const index = (table: string) =>
    `-- concurrently\nCREATE INDEX CONCURRENTLY IF NOT EXISTS one_a ON ${table} (a);\n`;
  const states = () =>
    query(
      "SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indrelid = 'one'::regclass",
    );

  it('are built without a lock that keeps others from writing, by one of several migrations', async () => {
    migration('1_first', 'CREATE TABLE one (a int)');
    migration('2_index', index('one'));
    migration('3_third', 'ALTER TABLE one ADD COLUMN b int');
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
    expect(runs.flat()).toEqual(['1_first', '2_index', '3_third']);
    expect(await states()).toEqual([{ name: 'one_a', valid: true }]);
    expect(
      await query(
        'SELECT applied_steps_count AS steps, finished_at IS NOT NULL AS done FROM _prisma_migrations',
      ),
    ).toEqual(Array.from({ length: 3 }, () => ({ steps: 1, done: true })));
  });

  it('are built anew where a run was broken off', async () => {
    migration('1_first', 'CREATE TABLE one (a int); INSERT INTO one VALUES (1), (1)');
    await migrate(database.url, folder);
    await expect(query('CREATE UNIQUE INDEX CONCURRENTLY one_a ON one (a)')).rejects.toThrow(
      /could not create/,
    );
    await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '2_index')`);
    expect(await states()).toEqual([{ name: 'one_a', valid: false }]);
    migration('2_index', index('one'));
    expect(await migrate(database.url, folder)).toEqual(['2_index']);
    expect(await states()).toEqual([{ name: 'one_a', valid: true }]);
    expect(await migrate(database.url, folder)).toEqual([]);
  });

  it('tell whose transaction they wait for, and are tried again by the next run', async () => {
    migration('1_first', 'CREATE TABLE one (a int)');
    await migrate(database.url, folder);
    migration('2_index', index('one'));
    const writer = new Client({ connectionString: database.url });
    await writer.connect();
    await writer.query('BEGIN; INSERT INTO one VALUES (1)');
    const waits = { lockMs: 200, indexLockMs: 1_000 };
    await expect(migrate(database.url, folder, waits)).rejects.toThrow(
      /2_index gave up: it waited for the end of an older transaction, which session \d+/,
    );
    await writer.query('COMMIT');
    await writer.end();
    expect(await migrate(database.url, folder)).toEqual(['2_index']);
    expect(await states()).toEqual([{ name: 'one_a', valid: true }]);
  });

  it.each([
    ['two of them', `${index('one')}CREATE INDEX CONCURRENTLY IF NOT EXISTS one_b ON one (b);`],
    ['anything else', '-- concurrently\nALTER TABLE one ADD COLUMN b int'],
    ['one that cannot be built twice', '-- concurrently\nCREATE INDEX CONCURRENTLY one_a ON one (a)'],
  ])('have a file of their own: %s is refused before anything is done', async (_, sql) => {
    migration('1_first', 'CREATE TABLE one (a int)');
    migration('2_index', sql);
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /2_index begins with "-- concurrently" and has to be one statement/,
    );
    expect(await query("SELECT to_regclass('one') AS one")).toEqual([{ one: null }]);
  });
});
