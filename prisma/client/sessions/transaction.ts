import type { Pool, PoolClient } from 'pg';
import type { Origin } from '../../../domain/people/origin';
import { type Prepared, queryConfig } from '../prepared';
import { destroyConnection } from './destroy';
import { isSilence, withConnection, type MarkBroken } from './pool';
import type { SessionWatch } from './session-watch';

export interface Transaction {
  client: PoolClient;
  query<R>(sql: string | Prepared, values?: unknown[]): Promise<R[]>;
  /** Where what it changes comes from. */
  origin: Origin;
}

export interface Watching {
  watch: SessionWatch;
  /** Called repeatedly while the server is working. */
  alive: () => void;
}

/** Runs `work` on a connection whose session is watched; a lost one is closed at once, and its statement fails. */
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
 * The only way to open a transaction: its waits are limited according to its kind of work, and a transaction whose
 * process freezes in the middle is terminated by later ones that it blocks.
 */
export const inTransaction = <T>(
  pool: Pool,
  watching: Watching,
  work: (tx: Transaction) => Promise<T>,
  origin: Origin = {},
): Promise<T> =>
  withConnection(
    pool,
    (client, markBroken) =>
      whileWatched(client, markBroken, watching, async () => {
        await client.query('BEGIN');
        try {
          const query = async <R>(sql: string | Prepared, values?: unknown[]) =>
            (await client.query(queryConfig(sql, values))).rows as R[];
          const result = await work({ client, query, origin });
          await client.query('COMMIT');
          return result;
        } catch (error) {
          await rollBack(client, error, markBroken);
          throw error;
        }
      }),
    watching.alive,
  );

/** A connection that gives no answer is not used again: closing it rolls everything back. */
async function rollBack(client: PoolClient, error: unknown, markBroken: MarkBroken): Promise<void> {
  if (isSilence(error)) return markBroken(error as Error);
  await client.query('ROLLBACK').catch(markBroken);
}

/** Runs part of a transaction; if that throws, its changes are rolled back, and the transaction can continue. */
export async function savepoint<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT before_part');
  try {
    const result = await work();
    await tx.query('RELEASE SAVEPOINT before_part');
    return result;
  } catch (error) {
    // Released as well: otherwise it would hide an enclosing one.
    await tx.query('ROLLBACK TO SAVEPOINT before_part; RELEASE SAVEPOINT before_part');
    throw error;
  }
}
