import { type CustomTypesConfig, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import type { Terms } from './terms';

const dateType = 1082;

/** Dates stay text (yyyy-mm-dd): a date has no time zone that a Date could hold. Numeric is text already. */
const exactTypes: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    id === dateType ? (text: string) => text : (types.getTypeParser(id, format) as (text: string) => unknown),
};

/** What every connection of ours has: a silent network is noticed, by TCP where nothing is asked. */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } satisfies PoolConfig;

/** How much longer than the server this side waits for an answer: then none will come. */
const graceMs = 2_000;

export function openPool(url: string, terms: Terms): Pool {
  const pool = new Pool({
    connectionString: url,
    types: exactTypes,
    ...keepAlive,
    max: terms.connections,
    connectionTimeoutMillis: terms.waitMs,
    statement_timeout: terms.statementMs,
    lock_timeout: terms.lockMs,
    idle_in_transaction_session_timeout: terms.idleMs,
    ...(terms.deadline === 'client' && { query_timeout: terms.statementMs + graceMs }),
  });
  // A connection that breaks is replaced by the pool, and whoever uses it sees a failed query; but an error that
  // nobody listens for would end the process: of an idle one, or of one that is just being lent, where PostgreSQL
  // ends it at that very moment.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** No answer came in time: the connection is silent, and what became of the statement is not known. */
export const isSilence = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/** SQLSTATE of a connection that failed, so that it is told as every other one. */
const connectionFailure = '08006';

export function asConnectionFailure(error: unknown): unknown {
  return isSilence(error) ? Object.assign(error as Error, { code: connectionFailure }) : error;
}

const tellEveryMs = 2_000;

export type MarkBroken = (error: Error) => void;

/**
 * @param work May mark the connection as broken: then it is closed instead of being lent again, as is one that
 * gives no answer.
 */
export async function withConnection<T>(
  pool: Pool,
  work: (client: PoolClient, markBroken: MarkBroken) => Promise<T>,
  /** Told while a connection is waited for: others are at work. */
  alive: () => void = () => undefined,
): Promise<T> {
  const telling = setInterval(alive, tellEveryMs);
  const client = await pool.connect().finally(() => clearInterval(telling));
  let broken: Error | undefined;
  const markBroken = (error: Error) => void (broken ??= error);
  client.on('error', markBroken);
  try {
    return await work(client, markBroken);
  } catch (error) {
    if (isSilence(error)) markBroken(error as Error);
    throw asConnectionFailure(error);
  } finally {
    client.off('error', markBroken);
    client.release(broken);
  }
}
