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
  let ended = false;
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(() => void keep(), terms.leaseMs / 4);
  };
  const keep = async () => {
    const kept = await renewLease(database, send, terms.leaseMs).catch(() => false);
    if (ended) return;
    if (kept) progress.report();
    wait();
  };
  wait();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
