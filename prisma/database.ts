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

export function openDatabase(url: string, { connections = 10 } = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    types: exactTypes,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    pool,
    prisma,
    query: async <R>(sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows as R[],
    transaction: (work) => inTransaction(pool, work),
    listener: () => new Client({ connectionString: url }),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function inTransaction<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => void (broken = error);
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work({
      client,
      query: async <R>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as R[],
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => void (broken = lost));
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
