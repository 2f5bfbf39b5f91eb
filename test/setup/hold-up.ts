import { Client } from 'pg';
import { until } from './system';

/** A transaction of the test that others wait for, so that a process can be ended in the middle of one, not by luck. */
export interface HeldUp {
  /** How many sessions wait for it, directly or behind others that do. */
  waiting(): Promise<number>;
  /** Settles once somebody waits for it. */
  somebodyWaits(): Promise<unknown>;
  release(): Promise<void>;
}

/** @param statement Takes what others will wait for: a table's lock, or a key that they are going to insert. */
export async function holdUp(
  databaseUrl: string,
  statement: string,
  values: unknown[] = [],
): Promise<HeldUp> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // where a test fails, its database goes first
  await client.connect();
  await client.query('BEGIN');
  // Nothing of it is ever committed: the database's own rules about rows and charges have no say.
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(statement, values);
  // Not of pg_stat_activity: what a transaction sees of it stays as it was at its first look, without those who came
  // later.
  const waiting = async () =>
    (
      await client.query<{ count: number }>(
        `WITH RECURSIVE held (pid) AS (SELECT pg_backend_pid() UNION
           SELECT l.pid FROM pg_locks l JOIN held h ON h.pid = ANY (pg_blocking_pids(l.pid)) WHERE NOT l.granted)
         SELECT count(*)::int - 1 AS count FROM held`,
      )
    ).rows[0]?.count ?? 0;
  // A session that says nothing would be taken for one that is frozen, and ended.
  const alive = setInterval(() => void client.query('SELECT').catch(() => undefined), 1_000).unref();
  return {
    waiting,
    somebodyWaits: () => until(waiting, (count) => count > 0, 100_000),
    async release() {
      clearInterval(alive);
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

/** Whoever writes this row of the file waits, with the rows before it written and not committed. */
export const holdRow = (databaseUrl: string, importId: string, rowNumber: number): Promise<HeldUp> =>
  holdUp(
    databaseUrl,
    `INSERT INTO import_row (import_id, row_number, line, raw, status) VALUES ($1, $2, 0, '', 'ignored')`,
    [importId, rowNumber],
  );

/** Whoever posts this row waits likewise. */
export const holdCharge = (databaseUrl: string, importId: string, rowNumber: number): Promise<HeldUp> =>
  holdUp(
    databaseUrl,
    `INSERT INTO charge (sheet_id, account_id, source, import_id, row_number, description, basis, markup, net)
     VALUES (gen_random_uuid(), gen_random_uuid(), 'row', $1, $2, '', 0, 0, 0)`,
    [importId, rowNumber],
  );
