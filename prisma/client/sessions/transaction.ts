import type { Pool, PoolClient } from 'pg';
import { destroyConnection } from './destroy';
import { isSilence, withConnection, type MarkBroken } from './pool';
import type { SessionWatch } from './session-watch';

export interface Transaction {
  client: PoolClient;
  query<R>(sql: string, values?: unknown[]): Promise<R[]>;
}

export interface Watching {
  watch: SessionWatch;
  /** Told again and again while the server is at work. */
  alive: () => void;
}

/**
 * Does `work` on a connection whose session is watched; one that is lost is closed at once, and its statement fails.
 */
export async function whileWatched<T>(
  client: PoolClient,
  markBroken: MarkBroken,
  { watch, alive }: Watching,
  work: () => Promise<T>,
): Promise<T> {
  const { processID: pid } = client as PoolClient & { processID: number };
  const lost = () => {
    markBroken(new Error('the session is lost: the server and this process are waiting for each other'));
    destroyConnection(client);
  };
  const unwatch = watch.watch({ pid, alive, lost });
  try {
    return await work();
  } finally {
    unwatch();
  }
}

/**
 * The one way in which a transaction is opened: what it waits for is bounded by its kind of work, and whoever is frozen
 * in the middle of one like it is ended by those that come after.
 */
export const inTransaction = <T>(
  pool: Pool,
  watching: Watching,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> =>
  withConnection(
    pool,
    (client, markBroken) =>
      whileWatched(client, markBroken, watching, async () => {
        await client.query('BEGIN');
        try {
          const query = async <R>(sql: string, values?: unknown[]) =>
            (await client.query(sql, values)).rows as R[];
          const result = await work({ client, query });
          await client.query('COMMIT');
          return result;
        } catch (error) {
          await rollBack(client, error, markBroken);
          throw error;
        }
      }),
    watching.alive,
  );

/** A connection that gives no answer is not asked again: closing it undoes everything. */
async function rollBack(client: PoolClient, error: unknown, markBroken: MarkBroken): Promise<void> {
  if (isSilence(error)) return markBroken(error as Error);
  await client.query('ROLLBACK').catch(markBroken);
}

/** Does a part of a transaction; where that throws, nothing of it is kept, and the transaction can go on. */
export async function savepoint<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT before_part');
  try {
    const result = await work();
    await tx.query('RELEASE SAVEPOINT before_part');
    return result;
  } catch (error) {
    // Released, too: one within another would hide it otherwise.
    await tx.query('ROLLBACK TO SAVEPOINT before_part; RELEASE SAVEPOINT before_part');
    throw error;
  }
}
