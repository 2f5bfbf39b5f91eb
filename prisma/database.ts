import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool, types, type CustomTypesConfig, type PoolClient } from 'pg';
import { PrismaClient } from './generated/client';

/** Prisma for ordinary reads; SQL for what must be one transaction, or comes by the thousand. One pool serves both. */
export interface Database {
  pool: Pool;
  prisma: PrismaClient;
  /** Runs `work` in one transaction; rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  query<R>(sql: string, values?: unknown[]): Promise<R[]>;
  /** Lends two connections, one to read from while the other is written to; where `work` throws, they are closed. */
  copying<T>(work: (reader: PoolClient, writer: PoolClient) => Promise<T>): Promise<T>;
  /** A connection of its own, not yet connected, for LISTEN. */
  listener(): Client;
  close(): Promise<void>;
}

export interface Transaction {
  client: PoolClient;
  query<R>(sql: string, values?: unknown[]): Promise<R[]>;
}

const dateType = 1082;

/** Dates stay text (yyyy-mm-dd): a date has no time zone that a Date could hold. Numeric is text already. */
const exactTypes: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    id === dateType ? (text: string) => text : (types.getTypeParser(id, format) as (text: string) => unknown),
};

const readersAtOnce = 4;
/** Several sheets that are posted at once wait for each other's ranges. */
const longestWaitForReaderMs = 120_000;

export function openDatabase(url: string, { connections = 10 } = {}): Database {
  const pool = openPool(url, connections);
  const readers = openPool(url, readersAtOnce, longestWaitForReaderMs);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    pool,
    prisma,
    query: async <R>(sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows as R[],
    transaction: (work) => inTransaction(pool, work),
    // Readers come from a pool of their own: whoever has one and waits for a writer is never waited for by a writer.
    copying: (work) =>
      withConnection(readers, (reader) => withConnection(pool, (writer) => work(reader, writer))),
    listener: () => new Client({ connectionString: url }),
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), readers.end()]);
    },
  };
}

function openPool(url: string, max: number, connectionTimeoutMillis = 10_000): Pool {
  const pool = new Pool({ connectionString: url, max, types: exactTypes, connectionTimeoutMillis });
  // A connection that breaks is replaced by the pool, and whoever uses it sees a failed query; but an error that nobody listens for
  // would end the process: of an idle one, or of one that is just being lent, where PostgreSQL ends it at that very moment.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** @param work May spoil the connection: then it is closed instead of being lent again. */
async function lend<T>(
  pool: Pool,
  work: (client: PoolClient, spoil: (error: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const spoil = (error: Error) => void (broken = error);
  client.on('error', spoil);
  try {
    return await work(client, spoil);
  } finally {
    client.off('error', spoil);
    client.release(broken);
  }
}

const withConnection = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  lend(pool, (client, spoil) =>
    work(client).catch((error: Error) => {
      spoil(error);
      throw error;
    }),
  );

const inTransaction = <T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  lend(pool, async (client, spoil) => {
    await client.query('BEGIN');
    try {
      const result = await work({
        client,
        query: async <R>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as R[],
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil);
      throw error;
    }
  });
