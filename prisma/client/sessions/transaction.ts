import type { Pool, PoolClient } from 'pg';
import type { Origin } from '../../../domain/people/origin';
import { type Prepared, queryConfig } from '../prepared';
import { readBeside, type Reader } from './beside';
import { destroyConnection } from './destroy';
import { isSilence, withConnection, type MarkBroken } from './pool';
import type { SessionWatch } from './session-watch';

export interface Transaction extends Reader {
  client: PoolClient;
  /** Where what it changes comes from. */
  origin: Origin;
  /**
   * Begins to read on a second connection, so that PostgreSQL works on both at once. If there is none within a second,
   * or it breaks or has to wait, reads on this one when the result is asked for. The second one sees what is committed:
   * read only rows that this transaction has locked, and nothing of them that it changes.
   * @returns what gives the result; to be asked before the transaction ends.
   */
  beside<T>(read: (reader: Reader) => Promise<T>): () => Promise<T>;
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

interface TransactionParts {
  origin?: Origin;
  /** For what is read beside the transaction; all of it is read on its own connection if absent. */
  besides?: Pool;
}

/**
 * The only way to open a transaction: its waits are limited according to its kind of work, and a transaction whose
 * process freezes in the middle is terminated by later ones that it blocks.
 */
export const inTransaction = <T>(
  pool: Pool,
  watching: Watching,
  work: (tx: Transaction) => Promise<T>,
  { origin = {}, besides }: TransactionParts = {},
): Promise<T> =>
  withConnection(
    pool,
    (client, markBroken) =>
      whileWatched(client, markBroken, watching, async () => {
        await client.query('BEGIN');
        try {
          const query = async <R>(sql: string | Prepared, values?: unknown[]) =>
            (await client.query(queryConfig(sql, values))).rows as R[];
          const beginBeside =
            besides && (<R>(read: (reader: Reader) => Promise<R>) => inTransaction(besides, watching, read));
          const beside: Transaction['beside'] = (read) => readBeside(read, { query }, beginBeside);
          const result = await work({ client, query, origin, beside });
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
