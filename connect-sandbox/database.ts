import { createHash } from 'node:crypto';
import { Pool, type PoolClient, type QueryConfig } from 'pg';

export type Queryable = Pick<Pool, 'query'>;

/** A slow create occupies its connection, so there are more than a fast server would need. */
const connections = 24;

export function openPool(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'connect-sandbox',
  });
  // Without listeners a lost connection would end the process: idle ones report to the pool, busy ones to themselves.
  pool.on('error', (error) => console.error(`connect-sandbox: database connection lost: ${error.message}`));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A statement of nearly every request: each connection parses and plans it once. */
export const prepared = (text: string, values: unknown[]): QueryConfig => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
  values,
});

/** Runs the work in one transaction: all of it or nothing. A connection that failed is not reused. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = 'BEGIN',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
