import type { Database } from '../prisma/database';
import { enqueueUnderWay, pruneOutbox } from '../prisma/repositories/outbox';

const everyMs = 10 * 60_000;

/** At the start and every ten minutes: what is under way has its workflow, whatever became of it. @returns the function that ends it. */
export function startSweep(database: Database): () => void {
  const sweep = () =>
    void enqueueUnderWay(database)
      .then(() => pruneOutbox(database))
      .catch(() => undefined);
  sweep();
  const timer = setInterval(sweep, everyMs);
  return () => clearInterval(timer);
}
