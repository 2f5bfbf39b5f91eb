import type { Database } from '../prisma/client/database';
import { sealEvents } from '../prisma/repositories/people/audit-seals';
import { describeError, type Log } from './describe-error';

const everyMs = 3_000;
const eventsAtOnce = 1_000;

/** Seals audit events soon after they are recorded. @returns the function that stops it. */
export function startSealer({ database, log }: { database: Database; log: Log }): () => Promise<void> {
  let stopping = false;
  let sealing: Promise<void> | null = null;
  const sealAll = async () => {
    while (!stopping && (await sealEvents(database, eventsAtOnce)) === eventsAtOnce);
  };
  const run = () => {
    sealing ??= sealAll()
      .catch((error: unknown) => log('audit events cannot be sealed; trying again', describeError(error)))
      .finally(() => (sealing = null));
  };
  run();
  const timer = setInterval(run, everyMs);
  return async () => {
    stopping = true;
    clearInterval(timer);
    await sealing;
  };
}
