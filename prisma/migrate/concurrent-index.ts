import { escapeIdentifier, type Client } from 'pg';
import type { MigrationFile } from './migration-files';

const FIRST_LINE = '-- concurrently';

export const isConcurrent = ({ sql }: MigrationFile): boolean => /^-- concurrently\s*(\n|$)/.test(sql);

/**
 * The name of the index that a file with the first line `-- concurrently` builds.
 * @throws Error unless that is all it does: `prisma migrate deploy` sends a file as one query, in which a second
 * statement would put the first into a transaction, where PostgreSQL cannot build concurrently.
 */
export function concurrentIndex({ name, sql }: MigrationFile): string {
  const statement = sql.replace(/--.*$/gm, '').trim().replace(/;$/, '');
  const index = /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY IF NOT EXISTS "?(\w+)"? ON [^;]+$/.exec(
    statement,
  )?.[1];
  if (index) return index;
  throw new Error(
    `Migration ${name} begins with "${FIRST_LINE}" and has to be one statement, ` +
      'CREATE INDEX CONCURRENTLY IF NOT EXISTS …: ' +
      'put each further index, and anything else, into a migration of its own.',
  );
}

/**
 * Builds the index, from scratch if an earlier run was interrupted: its remains serve no query, but slow down every
 * write.
 */
export async function buildConcurrently(db: Client, file: MigrationFile): Promise<void> {
  const index = concurrentIndex(file);
  const { rows } = await db.query(
    'SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid',
    [escapeIdentifier(index)],
  );
  if (rows.length > 0) await db.query(`DROP INDEX CONCURRENTLY ${escapeIdentifier(index)}`);
  await db.query(file.sql);
}
