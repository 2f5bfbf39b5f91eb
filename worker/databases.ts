import { type Database, openDatabase } from '../prisma/client/database';
import { requestTerms, rowsTerms } from '../prisma/client/sessions/terms';
import type { ActivityKind } from '../workflows/contract';

/** The connections of a worker: each kind of work has its own, so that none waits for another's. */
export type Databases = Record<ActivityKind | 'own', Database> & { close(): Promise<void> };

export function openDatabases(url: string): Databases {
  const few = { ...requestTerms, connections: 2 };
  const own = openDatabase(url, { queries: few, changes: few });
  const open = (changes: typeof rowsTerms) => openDatabase(url, { queries: few, changes, sharing: own });
  const kinds = {
    sends: open(requestTerms),
    decisions: open({ ...rowsTerms, connections: 5 }),
    files: open(rowsTerms),
  };
  return {
    own,
    ...kinds,
    close: async () => void (await Promise.all([own, ...Object.values(kinds)].map((one) => one.close()))),
  };
}
