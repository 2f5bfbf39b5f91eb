import type { Database } from '../database';

/**
 * A token bucket that all processes share: waits until one call may be made.
 * @param perSecond calls a second; as many may be saved up.
 */
export function sharedBudget(database: Database, name: string, perSecond: number): () => Promise<void> {
  const take = async () => {
    const [left] = await database.query<{ tokens: number }>(
      `INSERT INTO call_budget AS b (name, tokens) VALUES ($1, $2 - 1)
       ON CONFLICT (name) DO UPDATE SET refilled_at = clock_timestamp(),
         tokens = least($2, b.tokens + extract(epoch FROM clock_timestamp() - b.refilled_at) * $2) - 1
       RETURNING tokens`,
      [name, perSecond],
    );
    return left?.tokens ?? 0;
  };
  return async () => {
    // Below nothing the token is borrowed: it is there after so many seconds, and those who come later wait longer.
    const tokens = await take();
    if (tokens < 0) await new Promise((resolve) => setTimeout(resolve, (-tokens / perSecond) * 1000));
  };
}
