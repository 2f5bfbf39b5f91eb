import { setTimeout as sleep } from 'node:timers/promises';
import { type Client } from 'pg';

/** The key of the advisory lock that Prisma itself takes, so that its command and this runner wait for each other. */
const PRISMA_LOCK = 72707369;
const PAUSE_MS = 250;

/**
 * Waits until no other migration runs on the database; the lock is released when the session ends. It is polled:
 * waiting inside PostgreSQL would hold a snapshot, whose end a concurrent index build would wait for in turn.
 * @throws Error naming the session that is still migrating after `waitMs`.
 */
export async function acquireMigrationLock(db: Client, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const { rows } = await db.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      PRISMA_LOCK,
    ]);
    if (rows[0]?.taken) return;
    if (Date.now() >= deadline) throw new Error(await whoseTurn(db, waitMs));
    await sleep(PAUSE_MS);
  }
}

async function whoseTurn(db: Client, waitMs: number): Promise<string> {
  const { rows } = await db.query<{ pid: number }>(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [PRISMA_LOCK],
  );
  return (
    `Another migration of this database (session ${rows[0]?.pid ?? 'unknown'}) has not ended in ${waitMs / 1000} s. ` +
    'Wait for it, or end it with pg_terminate_backend, then migrate again.'
  );
}
