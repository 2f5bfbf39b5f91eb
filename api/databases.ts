import { type Database, openDatabase } from '../prisma/client/database';
import { requestTerms, rowsTerms } from '../prisma/client/sessions/terms';

/** The connections of an API: each kind of request has its own, so that none waits for another's. */
export interface Databases {
  /** For short requests. */
  database: Database;
  /** For actions of a person on very many rows at once. */
  rowsDatabase: Database;
  /** For lists and exports that are read page by page. */
  exportsDatabase: Database;
}

export function openDatabases(url: string): Databases {
  const database = openDatabase(url, {
    queries: { ...requestTerms, connections: 5 },
    changes: { ...requestTerms, connections: 6 },
  });
  const few = { ...requestTerms, connections: 2 };
  return {
    database,
    rowsDatabase: openDatabase(url, {
      queries: few,
      changes: { ...rowsTerms, connections: 3, waitMs: few.waitMs, lockMs: few.lockMs, statementMs: 300_000 },
      sharing: database,
    }),
    exportsDatabase: openDatabase(url, {
      queries: { ...few, waitMs: 30_000 },
      pages: { ...few, waitMs: 30_000 },
      changes: few,
      sharing: database,
    }),
  };
}

export async function closeDatabases({ database, rowsDatabase, exportsDatabase }: Databases): Promise<void> {
  await Promise.all([rowsDatabase.close(), exportsDatabase.close(), database.close()]);
}
