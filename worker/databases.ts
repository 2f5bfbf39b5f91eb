import { type Database, openDatabase } from '../prisma/client/database';
import { besideTerms, requestTerms, rowsTerms, type Terms } from '../prisma/client/sessions/terms';
import type { ActivityKind } from '../workflows/contract';

/** The connections of a worker: each kind of work has its own, so that none waits for another's. */
export type Databases = Record<ActivityKind | 'own', Database> & { close(): Promise<void> };

export function openDatabases(url: string): Databases {
  const few = { ...requestTerms, connections: 2 };
  const own = openDatabase(url, { queries: few, changes: few });
  const open = (changes: Terms, besides?: Terms) =>
    openDatabase(url, { queries: few, changes, ...(besides && { besides }), sharing: own });
  const kinds = {
    sends: open(requestTerms),
    decisions: open({ ...rowsTerms, connections: 5 }, besideTerms),
    files: open(rowsTerms, besideTerms),
  };
  return {
    own,
    ...kinds,
    close: async () => void (await Promise.all([own, ...Object.values(kinds)].map((one) => one.close()))),
  };
}
