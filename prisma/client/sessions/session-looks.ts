import type { Prepared } from '../prepared';

/** Queries on a connection reserved for this. */
export type Ask = <R>(sql: string | Prepared, values?: unknown[]) => Promise<R[]>;

export interface SessionLook {
  pid: number;
  /** The server is working for it; otherwise it waits for its client's next message. */
  active: boolean;
  /** It cannot continue until its client sends or receives something. */
  waitsForClient: boolean;
  /** Changes with every statement, and with the bytes of a COPY. */
  signature: string;
  /** Sessions that hold what it is waiting for. */
  blockers: number[];
}

/** The current state of the sessions. Those that have ended are missing. */
export const lookAtSessions = (ask: Ask, pids: number[]): Promise<SessionLook[]> =>
  ask<SessionLook>(
    `SELECT a.pid, a.state = 'active' AS active, coalesce(a.wait_event_type = 'Client', false) AS "waitsForClient",
       concat_ws('|', a.state, a.state_change, a.query_start, c.bytes_processed, c.tuples_processed) AS signature,
       CASE WHEN a.wait_event_type = 'Lock' THEN pg_blocking_pids(a.pid) ELSE '{}' END AS blockers
     FROM pg_stat_activity a LEFT JOIN pg_stat_progress_copy c ON c.pid = a.pid
     WHERE a.pid = ANY ($1) AND a.usename = current_user`,
    [pids],
  );

/** Terminates sessions of our own role; their uncommitted work is rolled back. */
export async function terminateSessions(ask: Ask, pids: number[]): Promise<void> {
  await ask(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY ($1) AND usename = current_user',
    [pids],
  );
}
