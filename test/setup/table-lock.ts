import { Client } from 'pg';
import { until } from './system';

/** Holds writers of one table up, so that a process can be ended in the middle of a transaction, not by luck. */
export interface TableLock {
  /** Settles once somebody waits for the table. */
  somebodyWaits(): Promise<unknown>;
  release(): Promise<void>;
}

/** Waits for the transactions that write to the table now; later ones wait until it is released. Readers do not. */
export async function holdTable(databaseUrl: string, table: string): Promise<TableLock> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${table} IN SHARE MODE`);
  const waiting = async () =>
    (
      await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
        [table],
      )
    ).rows[0]?.count ?? 0;
  return {
    somebodyWaits: () => until(waiting, (count) => count > 0),
    async release() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
