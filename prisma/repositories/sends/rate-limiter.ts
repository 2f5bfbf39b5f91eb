import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../client/database';
import { prepared } from '../../client/prepared';
import { takeTogether } from './take-together';

/** The next slot is too far in the future to wait for; it was returned. */
export class RateLimitExceeded extends Error {
  override readonly name = 'RateLimitExceeded';
  constructor(readonly retryAfterMs: number) {
    super(`the next turn is ${retryAfterMs} ms away`);
  }
}

export interface AcquireOptions {
  /** A caller that leaves returns its slot. */
  signal?: AbortSignal;
  /** The longest acceptable wait. */
  withinMs?: number;
}

const takeTokens = prepared(
  `INSERT INTO call_budget AS b (name, tokens) VALUES ($1, $2::float8 - $3::int)
   ON CONFLICT (name) DO UPDATE SET refilled_at = clock_timestamp(),
     tokens = least($2, b.tokens + greatest(0, extract(epoch FROM clock_timestamp() - b.refilled_at)) * $2) - $3
   RETURNING tokens`,
);
const returnToken = prepared('UPDATE call_budget SET tokens = least($2, tokens + 1) WHERE name = $1');

/**
 * A token bucket shared by all processes: waits until one call may be made.
 * @param perSecond calls per second; also the maximum number saved up.
 * @throws RateLimitExceeded; the signal's reason if that is aborted.
 */
export function createRateLimiter(database: Database, name: string, perSecond: number) {
  // Everybody changes the same row: those who come while it is being changed take their tokens in one go.
  const take = takeTogether(async (count) => {
    const [left] = await database.query<{ tokens: number }>(takeTokens, [name, perSecond, count]);
    const tokens = left?.tokens ?? 0;
    return (at) => tokens + count - 1 - at;
  });
  const giveBack = async (): Promise<void> => {
    await database.query(returnToken, [name, perSecond]);
  };

  const acquire = async ({ signal, withinMs = Infinity }: AcquireOptions = {}): Promise<void> => {
    // Below zero, the token is borrowed: it becomes available after that many seconds, and later callers wait longer.
    const tokens = await take();
    if (tokens >= 0) return;
    const waitMs = Math.ceil((-tokens / perSecond) * 1_000);
    try {
      if (waitMs > withinMs) throw new RateLimitExceeded(waitMs);
      await sleep(waitMs, undefined, { signal });
    } catch (error) {
      await giveBack();
      throw error;
    }
  };
  return { acquire, giveBack };
}
