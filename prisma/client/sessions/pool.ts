import { type CustomTypesConfig, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import type { Terms } from './terms';

const dateType = 1082;

/** Dates stay text (yyyy-mm-dd), because a date has no time zone, but a Date does. Numerics are text by default. */
const exactTypes: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    id === dateType ? (text: string) => text : (types.getTypeParser(id, format) as (text: string) => unknown),
};

/** For all our connections: a silent network is noticed, through TCP while no query is running. */
export const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } satisfies PoolConfig;

/** How much longer than the server this side waits for an answer: after that, none will come. */
const graceMs = 1_000;

/** @param settings Statements that each of its connections begins with. */
export function openPool(url: string, terms: Terms, settings: string[] = []): Pool {
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
    // Not as parameters of the connection: options in the URL would take their place.
    ...(settings.length > 0 && { onConnect: telling(settings) }),
  });
  // The pool replaces a connection that breaks, and its user sees a failed query; but an unhandled error event would
  // end the process: from an idle connection, or from one that PostgreSQL ends just while it is being lent.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The pool waits for it before it lends the connection, whatever its type says. */
const telling = (settings: string[]) =>
  (async (client) => void (await client.query(settings.join('; ')))) as PoolConfig['onConnect'];

/** No answer came in time: the connection is silent, and the fate of the statement is unknown. */
export const isSilence = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/** SQLSTATE of a connection failure, so that it is reported like any other. */
const connectionFailure = '08006';

export function asConnectionFailure(error: unknown): unknown {
  return isSilence(error) ? Object.assign(error as Error, { code: connectionFailure }) : error;
}

const tellEveryMs = 2_000;

export type MarkBroken = (error: Error) => void;

/**
 * @param work May mark the connection as broken: then it is closed instead of being reused, as is one that gives no
 * answer.
 */
export async function withConnection<T>(
  pool: Pool,
  work: (client: PoolClient, markBroken: MarkBroken) => Promise<T>,
  /** Called while waiting for a connection: others are working. */
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
