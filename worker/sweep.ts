import type { FileStore } from '../connectors/file-store';
import type { Database } from '../prisma/database';
import { enqueueUnderWay, pruneOutbox } from '../prisma/repositories/outbox';
import { type Log, whatWentWrong } from './what-went-wrong';

const everyMs = 10 * 60_000;
/** Longer than any upload takes. */
const abandonedAfterMs = 24 * 3_600_000;

export interface SweepOptions {
  database: Database;
  files: FileStore;
  log: Log;
}

/** At the start and every ten minutes: what is under way has its workflow, whatever became of it. @returns the function that ends it. */
export function startSweep({ database, files, log }: SweepOptions): () => void {
  const sweep = async () => {
    await enqueueUnderWay(database);
    await pruneOutbox(database);
    await files.sweep(new Date(Date.now() - abandonedAfterMs));
  };
  const run = () => void sweep().catch((error: unknown) => log('sweep failed', whatWentWrong(error)));
  run();
  const timer = setInterval(run, everyMs);
  return () => clearInterval(timer);
}
