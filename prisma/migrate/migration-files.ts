import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';

export interface MigrationFile {
  name: string;
  sql: string;
  /** sha-256 of the file, as Prisma computes it. */
  checksum: string;
}

export const migrationsFolder = (): string => path.join(projectRoot(), 'prisma', 'migrations');

/** The migrations in the order in which they apply; none if the folder is empty or missing. */
export function migrationFiles(folder: string): MigrationFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
