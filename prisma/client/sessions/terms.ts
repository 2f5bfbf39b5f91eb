/** How many connections a kind of work has, and how long it may hold them. Milliseconds. */
export interface Terms {
  connections: number;
  /** To get a free connection, or to open one. */
  waitMs: number;
  /** For one statement, on the server. */
  statementMs: number;
  /** For a lock held by somebody else. */
  lockMs: number;
  /** Between two statements of a transaction. */
  idleMs: number;
  /**
   * Short statements have a deadline on this side too, after which their connection is destroyed; those on the rows of
   * an import may take long, and their sessions are watched instead.
   */
  deadline: 'client' | 'watched';
}

/**
 * For what keeps a process alive and must never be starved by long work: relay, leases, readiness, sign-in, session
 * watching.
 */
export const vitalTerms: Terms = {
  connections: 3,
  waitMs: 3_000,
  statementMs: 3_000,
  lockMs: 1_000,
  idleMs: 5_000,
  deadline: 'client',
};

/** For the queries and changes of a request or a short activity. */
export const requestTerms: Terms = {
  connections: 8,
  waitMs: 5_000,
  statementMs: 8_000,
  lockMs: 3_000,
  idleMs: 10_000,
  deadline: 'client',
};

/** For the pages of lists. */
export const pageTerms: Terms = { ...requestTerms, connections: 4 };

/**
 * For work on all rows of an import. Several sheets that are posted at the same time wait for each other's connections.
 */
export const rowsTerms: Terms = {
  connections: 8,
  waitMs: 120_000,
  statementMs: 3_600_000,
  lockMs: 60_000,
  idleMs: 60_000,
  deadline: 'watched',
};

/**
 * For what is read beside a transaction on the rows of an import: that can read it on its own connection just as well,
 * so it waits neither for a connection nor for a lock, while it holds others.
 */
export const besideTerms: Terms = { ...rowsTerms, connections: 2, waitMs: 1_000, lockMs: 1_000 };
