/** Asks on a connection that nothing else can take. */
export type Ask = <R>(sql: string, values?: unknown[]) => Promise<R[]>;

export interface SessionLook {
  pid: number;
  /** The server does something for it; else it waits for what its client sends next. */
  active: boolean;
  /** It can do nothing until its client sends or takes something. */
  waitsForClient: boolean;
  /** Changes with every statement, and with the bytes of a COPY. */
  signature: string;
  /** Sessions that have what it waits for. */
  blockers: number[];
}

/** Where sessions stand. Those that have ended are missing. */
export const lookAtSessions = (ask: Ask, pids: number[]): Promise<SessionLook[]> =>
  ask<SessionLook>(
    `SELECT a.pid, a.state = 'active' AS active, coalesce(a.wait_event_type = 'Client', false) AS "waitsForClient",
       concat_ws('|', a.state, a.state_change, a.query_start, c.bytes_processed, c.tuples_processed) AS signature,
       CASE WHEN a.wait_event_type = 'Lock' THEN pg_blocking_pids(a.pid) ELSE '{}' END AS blockers
     FROM pg_stat_activity a LEFT JOIN pg_stat_progress_copy c ON c.pid = a.pid
     WHERE a.pid = ANY ($1) AND a.usename = current_user`,
    [pids],
  );

/** Ends sessions of our own role; what they have not committed is undone. */
export async function terminateSessions(ask: Ask, pids: number[]): Promise<void> {
  await ask(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY ($1) AND usename = current_user',
    [pids],
  );
}
