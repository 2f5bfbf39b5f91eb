import type { Client as PgClient } from 'pg';
import type { Database } from '../prisma/database';
import { markDone, markFailed, type OutboxEntry, takeDue } from '../prisma/repositories/outbox';
import { type Log, whatWentWrong } from './what-went-wrong';

export interface RelayOptions {
  database: Database;
  deliver: (entry: OutboxEntry) => Promise<void>;
  /** Told of each try. */
  delivered: (entry: { kind: string; outcome: 'done' | 'failed' }) => void;
  log: Log;
}

export interface Relay {
  /** Finishes what it has begun. */
  stop(): Promise<void>;
}

const pollMs = 500;
const entriesAtOnce = 20;

/** Carries out outbox entries as they fall due, in no order, at least once; woken by NOTIFY, and every half second. */
export function startRelay({ database, deliver, delivered, log }: RelayOptions): Relay {
  let stopping = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const relayOne = async (entry: OutboxEntry) => {
    try {
      await deliver(entry);
      await markDone(database, entry.id);
      delivered({ kind: entry.kind, outcome: 'done' });
    } catch (error) {
      delivered({ kind: entry.kind, outcome: 'failed' });
      log('outbox entry failed, to be tried again', {
        id: entry.id,
        kind: entry.kind,
        attempts: entry.attempts,
        ...whatWentWrong(error),
      });
      await markFailed(database, entry.id, String(error));
    }
  };

  let readable = true;
  const run = async () => {
    const listening = listen(database, () => wake());
    while (!stopping) {
      try {
        const due = await takeDue(database, entriesAtOnce);
        readable = true;
        await Promise.all(due.map(relayOne));
        if (due.length < entriesAtOnce && !stopping) await pause();
      } catch (error) {
        // The database is away, most likely: what is due stays due.
        if (readable) log('outbox cannot be read, tried again all the time', whatWentWrong(error));
        readable = false;
        await pause();
      }
    }
    await (await listening)?.end().catch(() => undefined);
  };
  const running = run();
  return {
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}

/** A connection of its own that hears of new entries at once; where it breaks, polling goes on. */
async function listen(database: Database, onNews: () => void): Promise<PgClient | null> {
  try {
    const client = database.listener();
    client.on('error', () => undefined);
    client.on('notification', onNews);
    await client.connect();
    await client.query('LISTEN outbox');
    return client;
  } catch {
    return null;
  }
}
