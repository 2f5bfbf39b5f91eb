import type { Database } from '../../prisma/client/database';
import { addFailedAttempts, forgetFailedAttempts } from '../../prisma/repositories/people/failed-attempts';
import { type AttemptCounter, countAttempts, windowMs } from './count-attempts';

/** Counts of failed attempts by address, shared by all API processes. */
export interface FailedAttempts {
  /** Wrong or missing keys, and made-up sessions. */
  keys: AttemptCounter;
  signIns: AttemptCounter;
  stop(): Promise<void>;
}

const shareEveryMs = 1_000;
const sharedAtOnce = 500;
const forgetEveryMs = 30_000;

/**
 * Counts in memory, and adds to the counts of others once a second: however many attempts there are, they cost the
 * database one statement a second. If it does not answer, each process counts for itself.
 * @param max Of each kind, from an address within a minute.
 */
export function shareFailedAttempts(database: Pick<Database, 'vital'>, max: number): FailedAttempts {
  const counters = { key: countAttempts({ max }), 'sign-in': countAttempts({ max }) };
  const kinds = Object.keys(counters) as (keyof typeof counters)[];
  const share = async () => {
    const attempts = kinds.flatMap((kind) =>
      counters[kind].takeUnshared(sharedAtOnce).map((one) => ({ kind, ...one })),
    );
    if (attempts.length === 0) return;
    const all = await addFailedAttempts(database, attempts, windowMs);
    for (const { kind, ...count } of all) counters[kind as keyof typeof counters].learn(count);
  };
  let running = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => () => {
    running = running.then(work).catch(() => undefined);
  };
  const timers = [
    setInterval(inTurn(share), shareEveryMs),
    setInterval(
      inTurn(() => forgetFailedAttempts(database)),
      forgetEveryMs,
    ),
  ];
  return {
    keys: counters.key,
    signIns: counters['sign-in'],
    stop() {
      for (const timer of timers) clearInterval(timer);
      return running;
    },
  };
}
