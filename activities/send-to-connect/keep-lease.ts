import { setTimeout as sleep } from 'node:timers/promises';
import { type ClaimedSend, renewLease } from '../../prisma/repositories/sends/send-lease';
import type { SendDependencies } from './dependencies';

/**
 * Renews the lease again and again, one renewal at a time, and tells with each that the activity lives: where the
 * database gives no answer, it does not. @returns the function that ends it.
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
  keep().catch(() => undefined); // it was ended
  return () => ended.abort();
}
