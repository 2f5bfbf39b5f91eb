import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Pool } from 'pg';
import { migrate as migrateSandbox } from '../../connect-sandbox/migrate';
import { startEmbeddedPostgres } from '../../dev/launcher/embedded-postgres/start';
import { type DatabaseContents, writeContents } from '../../dev/tools/old-state/tables';
import { migrate } from '../../prisma/migrate/migrate';
import { migrationsFolder } from '../../prisma/migrate/migration-files';

const unzip = (file: string) => gunzipSync(readFileSync(file));

/**
 * Makes `folder` what the stack of an older version had left: its database, its Temporal. @returns what the database
 * holds.
 */
export async function unpackState(recorded: string, folder: string): Promise<DatabaseContents> {
  const contents = JSON.parse(unzip(path.join(recorded, 'database.json.gz')).toString()) as DatabaseContents;
  for (const file of ['temporal.db', 'temporal.db-wal'])
    if (existsSync(path.join(recorded, `${file}.gz`)))
      writeFileSync(path.join(folder, file), unzip(path.join(recorded, `${file}.gz`)));
  // So that the folder is known for one of ours.
  writeFileSync(path.join(folder, 'keys.json'), '{}', { mode: 0o600 });
  const postgres = await startEmbeddedPostgres({
    dir: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'unpack.log'),
  });
  try {
    await migrateTo(postgres.url, contents.migrations);
    const pool = new Pool({ connectionString: postgres.url, max: 1 });
    await migrateSandbox(pool);
    await pool.end();
    await writeContents(postgres.url, contents);
  } finally {
    await postgres.stop();
  }
  return contents;
}

/** Applies those migrations and no other. */
async function migrateTo(url: string, names: string[]): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
  for (const name of names) {
    mkdirSync(path.join(folder, name));
    copyFileSync(
      path.join(migrationsFolder(), name, 'migration.sql'),
      path.join(folder, name, 'migration.sql'),
    );
  }
  await migrate(url, folder);
  rmSync(folder, { recursive: true });
}
