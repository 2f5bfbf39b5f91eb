import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { buildConcurrently, concurrentIndex, isConcurrent } from './concurrent-index';
import { isLockTimeout, watchingLocks } from './lock-wait';
import { type MigrationFile, migrationFiles, migrationsFolder } from './migration-files';
import { acquireMigrationLock } from './migration-lock';

interface AppliedMigration {
  id: string;
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** Milliseconds, except `attempts`. */
export interface MigrationWaits {
  /** For another migration to end. */
  turnMs: number;
  /** For a lock: meanwhile, everybody else who needs the table queues behind the migration. */
  lockMs: number;
  /** Number of attempts for a migration that got no lock, and the pause between them. */
  attempts: number;
  pauseMs: number;
  /** For the transactions that a concurrently built index waits for; nobody queues behind it. */
  indexLockMs: number;
}

const usualWaits: MigrationWaits = {
  turnMs: 900_000,
  lockMs: 5_000,
  attempts: 5,
  pauseMs: 2_000,
  indexLockMs: 900_000,
};

/**
 * Applies `<folder>/<name>/migration.sql` in order and records each as `prisma migrate deploy` does, without its native
 * engine. A file is one transaction; one with the first line `-- concurrently` builds an index while the table is being
 * written to.
 * @returns the names of the migrations applied now.
 * @throws Error if a migration fails, failed earlier, or was changed after it was applied; or if it got no lock in
 * time: then none of it was done, and the next run tries again.
 */
export async function migrate(
  url: string,
  folder = migrationsFolder(),
  waits: Partial<MigrationWaits> = {},
): Promise<string[]> {
  const patience = { ...usualWaits, ...waits };
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    await acquireMigrationLock(db, patience.turnMs);
    const files = migrationFiles(folder);
    const applied = await readApplied(db, files);
    const due = files.filter((file) => isDue(file, applied));
    for (const file of due.filter(isConcurrent)) concurrentIndex(file);
    for (const file of due) await apply(db, file, { ...patience, url });
    return due.map((file) => file.name);
  } finally {
    await db.end();
  }
}

async function readApplied(db: Client, files: MigrationFile[]): Promise<AppliedMigration[]> {
  await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
  const { rows } = await db.query<AppliedMigration>(
    'SELECT id, migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const concurrent = files.filter(isConcurrent).map((file) => file.name);
  for (const row of rows.filter((one) => one.finished_at === null)) {
    if (!concurrent.includes(row.migration_name))
      throw new Error(`Migration ${row.migration_name} failed earlier; resolve it before migrating again.`);
    // An index is rebuilt.
    await db.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = $1', [row.id]);
  }
  return rows.filter((row) => row.finished_at !== null);
}

function isDue(file: MigrationFile, applied: AppliedMigration[]): boolean {
  const row = applied.find((one) => one.migration_name === file.name);
  if (row && row.checksum !== file.checksum)
    throw new Error(`Migration ${file.name} was changed after it was applied.`);
  return !row;
}

type Patience = MigrationWaits & { url: string };

async function apply(db: Client, file: MigrationFile, patience: Patience): Promise<void> {
  const { name, checksum } = file;
  const id = randomUUID();
  await db.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  const { error, waitedFor } = await run(db, file, patience);
  if (isLockTimeout(error)) {
    await db.query('DELETE FROM _prisma_migrations WHERE id = $1', [id]);
    throw new Error(
      `Migration ${name} gave up: it waited for ${waitedFor ?? 'a lock held elsewhere'}. Nothing was changed. ` +
        'Wait for that session to end, or end it with pg_terminate_backend, then migrate again.',
      { cause: error },
    );
  }
  if (error) {
    await db.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw new Error(`Migration ${name} failed: ${error.message}`, { cause: error });
  }
  await db.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [
    id,
  ]);
}

/** Tries again if others held a lock for longer than they should be kept waiting. */
async function run(db: Client, file: MigrationFile, { url, ...waits }: Patience) {
  const concurrent = isConcurrent(file);
  await db.query(`SET lock_timeout = ${Math.trunc(concurrent ? waits.indexLockMs : waits.lockMs)}`);
  for (let attempt = 1; ; attempt++) {
    const told = await watchingLocks(db, { url, everyMs: waits.lockMs / 5 }, async () => {
      if (concurrent) await buildConcurrently(db, file);
      else await db.query(file.sql); // without parameters, so that the whole file is one implicit transaction
    });
    if (told.error) await db.query('ROLLBACK'); // a file with a BEGIN of its own leaves the transaction open
    if (!isLockTimeout(told.error) || concurrent || attempt === waits.attempts) return told;
    await sleep(waits.pauseMs);
  }
}
