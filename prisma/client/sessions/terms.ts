/** How many connections a kind of work has, and how long it may hold them. Milliseconds. */
export interface Terms {
  connections: number;
  /** For a connection to be free, or to be opened. */
  waitMs: number;
  /** For one statement, on the server. */
  statementMs: number;
  /** For a lock that somebody else has. */
  lockMs: number;
  /** Between two statements of a transaction. */
  idleMs: number;
  /**
   * Short statements have a deadline on this side too, after which their connection is destroyed; those on the rows
   * of an import may take their time, and their sessions are watched instead.
   */
  deadline: 'client' | 'watched';
}

/**
 * What keeps a process alive, and long work can never take: relay, leases, readiness, sign-in, looks at other sessions.
 */
export const vitalTerms: Terms = {
  connections: 3,
  waitMs: 3_000,
  statementMs: 3_000,
  lockMs: 1_000,
  idleMs: 5_000,
  deadline: 'client',
};

/** What a request or a short activity asks and changes. */
export const requestTerms: Terms = {
  connections: 8,
  waitMs: 5_000,
  statementMs: 8_000,
  lockMs: 3_000,
  idleMs: 10_000,
  deadline: 'client',
};

/**
 * What works on all rows of an import at once. Several sheets that are posted at once wait for each other's
 * connections.
 */
export const rowsTerms: Terms = {
  connections: 8,
  waitMs: 120_000,
  statementMs: 3_600_000,
  lockMs: 60_000,
  idleMs: 60_000,
  deadline: 'watched',
};
