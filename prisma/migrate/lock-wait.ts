import { Client, DatabaseError } from 'pg';

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';

/** A lock was not available in time, and the statement was rolled back. */
export const isLockTimeout = (error: unknown): boolean =>
  error instanceof DatabaseError && [LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED].includes(error.code ?? '');

interface Wait {
  /** Null if it is not a table: transactions that began earlier. */
  table: string | null;
  mode: string;
  pid: number;
  application: string | null;
  state: string | null;
  since: Date | null;
}

const said = ({ table, mode, pid, application, state, since }: Wait): string => {
  const what = table === null ? 'the end of an older transaction' : `a lock on ${table} (${mode})`;
  const who = [application, state, since && `since ${since.toISOString()}`].filter(Boolean).join(', ');
  return `${what}, which session ${pid}${who && ` (${who})`} holds`;
};

/**
 * Runs work on a session, and meanwhile observes from another one what it is waiting for: once it has given up,
 * PostgreSQL no longer knows.
 * @param everyMs Interval between observations.
 * @returns what the work waited for last; null if it did not wait, or was not observed in time.
 */
export async function watchingLocks(
  db: Client,
  { url, everyMs }: { url: string; everyMs: number },
  work: () => Promise<void>,
): Promise<{ error: Error | null; waitedFor: string | null }> {
  const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  let watcher: Client | undefined;
  let waitedFor: string | null = null;
  let looking = Promise.resolve();
  const look = async () => {
    if (!watcher) {
      watcher = new Client({ connectionString: url });
      watcher.on('error', () => undefined);
      await watcher.connect();
    }
    waitedFor = (await waitOf(watcher, rows[0]?.pid ?? 0)) ?? waitedFor;
  };
  const timer = setInterval(() => void (looking = looking.then(look).catch(() => undefined)), everyMs);
  try {
    await work();
    return { error: null, waitedFor };
  } catch (error) {
    return { error: error as Error, waitedFor };
  } finally {
    clearInterval(timer);
    await looking;
    await watcher?.end();
  }
}

async function waitOf(watcher: Client, pid: number): Promise<string | null> {
  const { rows } = await watcher.query<Wait>(
    `SELECT w.relation::regclass::text AS table, w.mode, a.pid, a.application_name AS application, a.state,
       a.xact_start AS since
     FROM pg_locks w CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) blocking (pid)
     JOIN pg_stat_activity a ON a.pid = blocking.pid
     WHERE w.pid = $1 AND NOT w.granted`,
    [pid],
  );
  return rows[0] ? said(rows[0]) : null;
}
