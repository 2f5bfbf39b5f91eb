import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '../../prisma/migrate/migrate';
import { migrationFiles, migrationsFolder } from '../../prisma/migrate/migration-files';
import { createEmptyDatabase, type TestDatabase } from './database';

/** A database as it was before a migration; `migrate` applies that one and those behind it. */
export async function migratedBefore(name: string): Promise<TestDatabase & { migrate(): Promise<void> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-before-'));
  const earlier = migrationFiles(migrationsFolder()).filter((file) => file.name < name);
  for (const file of earlier)
    cpSync(path.join(migrationsFolder(), file.name), path.join(folder, file.name), { recursive: true });
  const database = await createEmptyDatabase();
  await migrate(database.url, folder);
  rmSync(folder, { recursive: true });
  return { ...database, migrate: async () => void (await migrate(database.url)) };
}
