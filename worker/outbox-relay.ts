import type { Database } from '../prisma/client/database';
import { listen } from '../prisma/client/listen';
import { markDone, markFailed, type OutboxEntry, takeDue } from '../prisma/repositories/work/outbox';

import { type Log, describeError } from './describe-error';

export interface RelayOptions {
  database: Database;
  /** Must end within seconds, successfully or not. */
  deliver: (entry: OutboxEntry) => Promise<void>;
  /** Called for each attempt. */
  delivered: (entry: { kind: string; outcome: 'done' | 'failed' }) => void;
  log: Log;
}

export interface Relay {
  /** Milliseconds since its last round, and since it could last read the due entries. */
  sinceRoundMs(): number;
  sinceReadMs(): number;
  /** Finishes what it has started. */
  stop(): Promise<void>;
}

const pollMs = 500;
const entriesAtOnce = 20;

/**
 * Delivers outbox entries when they are due, at least once, people's first; woken by NOTIFY, and every half second. A
 * slow entry occupies one slot and delays no other.
 */
export function startRelay({ database, deliver, delivered, log }: RelayOptions): Relay {
  let stopping = false;
  let woken = false;
  let endPause = () => {};
  const wake = () => {
    woken = true;
    endPause();
  };
  const pause = async () => {
    const timer = setTimeout(wake, pollMs);
    await new Promise<void>((resolve) => (woken ? resolve() : (endPause = resolve)));
    clearTimeout(timer);
    woken = false;
  };

  /** @returns whether the entry is due again. */
  const relayOne = async (entry: OutboxEntry): Promise<boolean> => {
    try {
      await deliver(entry);
      const isDue = await markDone(database, entry);
      delivered({ kind: entry.kind, outcome: 'done' });
      return isDue;
    } catch (error) {
      delivered({ kind: entry.kind, outcome: 'failed' });
      log('outbox entry failed; it will be tried again', {
        id: entry.id,
        kind: entry.kind,
        attempts: entry.attempts,
        ...describeError(error),
      });
      // If that fails too, the entry becomes due again by itself.
      await markFailed(database, entry, JSON.stringify(describeError(error))).catch(() => undefined);
      return false;
    }
  };

  const running = new Set<Promise<void>>();
  /** The last round took as many as it could: others may be due. */
  let mayBeMore = false;
  const begin = (entry: OutboxEntry) => {
    const one = relayOne(entry).then((isDue) => {
      running.delete(one);
      if (isDue || mayBeMore) wake();
    });
    running.add(one);
  };

  let cameRound = performance.now();
  let readAt = performance.now();
  let readable = true;
  const round = async () => {
    const free = entriesAtOnce - running.size;
    if (free === 0) return pause();
    const due = await takeDue(database, free);
    readAt = performance.now();
    readable = true;
    mayBeMore = due.length === free;
    due.forEach(begin);
    if (!mayBeMore) await pause();
  };
  const run = async () => {
    const endListening = listen(database, { channel: 'outbox', onNotification: wake });
    while (!stopping) {
      try {
        await round();
      } catch (error) {
        // Most likely the database is down: the entries stay due.
        if (readable) log('outbox cannot be read; trying again', describeError(error));
        readable = false;
        await pause();
      }
      cameRound = performance.now();
    }
    await Promise.all([...running, endListening()]);
  };
  const ran = run();
  return {
    sinceRoundMs: () => performance.now() - cameRound,
    sinceReadMs: () => performance.now() - readAt,
    async stop() {
      stopping = true;
      wake();
      await ran;
    },
  };
}
