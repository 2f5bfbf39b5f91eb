import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../prisma/migrate';
import { createEmptyDatabase, type TestDatabase } from '../setup/database';

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  database = await createEmptyDatabase();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function migration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
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
