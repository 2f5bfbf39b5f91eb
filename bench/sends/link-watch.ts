import type { Database } from '../../prisma/client/database';
import { prepared } from '../../prisma/client/prepared';

export interface LinkWatch {
  /** Resolves once the Account is seen to be linked. */
  linked: (accountId: string) => Promise<void>;
  stop: () => void;
}

const linkedOf = prepared('SELECT account_id AS id FROM connect_link WHERE account_id = ANY ($1::uuid[])');

/** Asks for all that are waited for with one query, so that watching many costs as much as watching one. */
export function watchLinks(database: Database, lookEveryMs: number): LinkWatch {
  const waiting = new Map<string, () => void>();
  let looking = false;
  const look = async () => {
    for (const { id } of await database.query<{ id: string }>(linkedOf, [[...waiting.keys()]])) {
      waiting.get(id)?.();
      waiting.delete(id);
    }
  };
  const timer = setInterval(() => {
    if (looking || waiting.size === 0) return;
    looking = true;
    void look().finally(() => (looking = false));
  }, lookEveryMs);
  return {
    linked: (accountId) => new Promise((resolve) => waiting.set(accountId, resolve)),
    stop: () => clearInterval(timer),
  };
}
