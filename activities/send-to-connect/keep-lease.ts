import { setTimeout as sleep } from 'node:timers/promises';
import { type ClaimedSend, renewLease } from '../../prisma/repositories/sends/send-lease';
import type { SendDependencies } from './dependencies';

/**
 * Renews the lease repeatedly, one renewal at a time, and heartbeats after each: if the database does not answer, there
 * is no heartbeat. @returns the function that stops it.
 */
export function keepLease(
  { database, terms, progress }: Pick<SendDependencies, 'database' | 'terms' | 'progress'>,
  send: ClaimedSend,
): () => void {
  const ended = new AbortController();
  const keep = async () => {
    for (;;) {
      await sleep(terms.leaseMs / 4, undefined, { signal: ended.signal });
      const kept = await renewLease(database, send, terms.leaseMs).catch(() => false);
      if (kept) progress.report();
    }
  };
  keep().catch(() => undefined); // it was stopped
  return () => ended.abort();
}
