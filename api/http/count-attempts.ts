import { networkOf } from './network-of';

export interface AttemptLimits {
  /** Failed attempts allowed per network and minute. */
  max?: number;
  /** Number of networks remembered: the one seen longest ago is dropped first. */
  networks?: number;
}

/** How long attempts are counted together. Milliseconds. */
export const windowMs = 60_000;

interface Count {
  attempts: number;
  /** How many of them nobody else has been told of. */
  unshared: number;
  endsAt: number;
}

/** Attempts of a network, as they are shared between processes. */
export interface SharedCount {
  network: string;
  attempts: number;
}

/**
 * Counts failed attempts by network, in the memory of this process. Not with a library: the established one remembers
 * every address, each with a timer, so that somebody with many addresses could fill the memory.
 */
export function countAttempts({ max = 20, networks = 10_000 }: AttemptLimits = {}) {
  const counts = new Map<string, Count>();
  const put = (network: string, count: Count) => {
    counts.delete(network);
    counts.set(network, count);
    const [oldest] = counts.keys();
    if (counts.size > networks) counts.delete(oldest as string);
  };
  const current = (network: string, now: number) => {
    const seen = counts.get(network);
    return seen && seen.endsAt > now ? seen : null;
  };
  return {
    /** Whether the limit had been reached already. */
    isLimited: (from: string, now = Date.now()): boolean =>
      (current(networkOf(from), now)?.attempts ?? 0) > max,
    /** Counts one more. @returns the seconds to wait before the next, 0 while the limit is not reached. */
    add(from: string, now = Date.now()): number {
      const network = networkOf(from);
      const count = current(network, now) ?? { attempts: 0, unshared: 0, endsAt: now + windowMs };
      count.attempts++;
      count.unshared++;
      put(network, count);
      return count.attempts > max ? Math.ceil((count.endsAt - now) / 1_000) : 0;
    },
    /** What others have not been told of yet, at most so many of them. */
    takeUnshared(limit: number): SharedCount[] {
      const taken: SharedCount[] = [];
      for (const [network, count] of counts) {
        if (taken.length === limit) break;
        if (count.unshared > 0) taken.push({ network, attempts: count.unshared });
        count.unshared = 0;
      }
      return taken;
    },
    /** What all processes have counted together. */
    learn({ network, attempts, endsInMs }: SharedCount & { endsInMs: number }, now = Date.now()): void {
      const unshared = current(network, now)?.unshared ?? 0;
      put(network, { attempts: attempts + unshared, unshared, endsAt: now + endsInMs });
    },
  };
}

export type AttemptCounter = Pick<ReturnType<typeof countAttempts>, 'isLimited' | 'add'>;
