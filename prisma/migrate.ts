import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type MigrationFile, migrationFiles, migrationsFolder } from './migration-files';

/** The key of the advisory lock that Prisma itself takes: so its command and this runner wait for each other. */
const PRISMA_LOCK = 72707369;

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies `<folder>/<name>/migration.sql` in order and records each as `prisma migrate deploy` does, without its native engine.
 * @returns the names of the migrations that were applied now.
 * @throws Error when a migration fails, failed earlier, or was changed after it was applied.
 */
export async function migrate(url: string, folder = migrationsFolder()): Promise<string[]> {
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    await db.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const applied = await readApplied(db);
    const due = migrationFiles(folder).filter((file) => isDue(file, applied));
    for (const file of due) await apply(db, file);
    return due.map((file) => file.name);
  } finally {
    await db.end();
  }
}

async function readApplied(db: Client): Promise<AppliedMigration[]> {
  await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
  const { rows } = await db.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed)
    throw new Error(`Migration ${failed.migration_name} failed earlier; resolve it before migrating again.`);
  return rows;
}

function isDue(file: MigrationFile, applied: AppliedMigration[]): boolean {
  const row = applied.find((one) => one.migration_name === file.name);
  if (row && row.checksum !== file.checksum)
    throw new Error(`Migration ${file.name} was changed after it was applied.`);
  return !row;
}

async function apply(db: Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  const id = randomUUID();
  await db.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await db.query(sql); // without parameters, so that the whole file is one implicit transaction
  } catch (error) {
    await db.query('ROLLBACK'); // a file with a BEGIN of its own leaves the transaction open
    await db.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
  await db.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [
    id,
  ]);
}
