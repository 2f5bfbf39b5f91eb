import type { PoolClient } from 'pg';
import type { Database } from './database';

/** Longer than any healthy transaction holds a lock that another attempt at the same work waits for. */
const patienceMs = 5_000;

/**
 * Does `work` on a connection, and ends sessions that hold it up while they wait for a client of theirs: a worker that is
 * frozen, or whose machine is gone without a word, would keep its locks for hours. Only what nobody has committed is lost,
 * which is begun again anyway.
 */
export async function notHeldUp<T>(
  database: Database,
  client: PoolClient,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const endHolders = () =>
    database
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY (pg_blocking_pids($1))
           AND usename = current_user AND wait_event = 'ClientRead'
           AND greatest(query_start, state_change) < now() - interval '${patienceMs} milliseconds'`,
        [rows[0]?.pid],
      )
      .catch(() => undefined); // the next look will do
  const looking = setInterval(() => void endHolders(), patienceMs);
  try {
    return await work();
  } finally {
    clearInterval(looking);
  }
}
