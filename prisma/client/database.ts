import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type Pool } from 'pg';
import type { Origin } from '../../domain/people/origin';
import { PrismaClient } from '../generated/client';
import { type PageSettings, pageSettings } from './page-settings';
import { type Prepared, queryConfig } from './prepared';
import { asConnectionFailure, keepAlive, openPool } from './sessions/pool';
import type { Ask } from './sessions/session-looks';
import { createSessionWatch, type SessionWatch } from './sessions/session-watch';
import { pageTerms, requestTerms, type Terms, vitalTerms } from './sessions/terms';
import { inTransaction, type Transaction } from './sessions/transaction';
import { createKeyedMutex } from './sessions/keyed-mutex';

export type { Reader } from './sessions/beside';
export { savepoint, type Transaction } from './sessions/transaction';

export interface TransactionOptions {
  /**
   * What is being changed, such as `account:<id>`: within this process, changes to it run one after the other and wait
   * without a connection.
   */
  subject?: string;
}

/** Prisma for ordinary reads; SQL for whatever must be one transaction, or comes by the thousand. */
export interface Database {
  pool: Pool;
  prisma: PrismaClient;
  /** Runs `work` in one transaction; rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  query<R>(sql: string | Prepared, values?: unknown[]): Promise<R[]>;
  /** Runs the statement of a list, on a connection that was told how to find its rows. */
  page<R>(how: PageSettings, sql: string, values: unknown[]): Promise<R[]>;
  /** Reads in one transaction, on a connection that no change waits for. */
  reading<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Queries on a connection reserved for what keeps the process alive. */
  vital: Ask;
  /** A separate connection, not yet connected, for LISTEN; it gives up queries that are not answered within 5 s. */
  listener(): Client;
  /** The same database, calling `alive` whenever a statement has ended, and while the server is working on one. */
  reportingTo(alive: () => void): Database;
  /** The same database, whose transactions know where their changes come from. @param origin Called for each. */
  withOrigin(origin: () => Origin): Database;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** For single statements, and Prisma. */
  queries?: Terms;
  /** For the pages of lists, of each kind. */
  pages?: Terms;
  /** For transactions. */
  changes?: Terms;
  /** For what is read beside them; on their own connections if absent. */
  besides?: Terms;
  /** Whose connections are used for vital queries; its own if absent. */
  sharing?: Database;
}

const listenerAnswersWithinMs = 5_000;

export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { queries = requestTerms, pages = pageTerms, changes = requestTerms, sharing } = options;
  const pool = openPool(url, queries);
  const paging = {
    'in order': openPool(url, pages, pageSettings['in order']),
    'as found': openPool(url, pages, pageSettings['as found']),
  } satisfies Record<PageSettings, Pool>;
  const changing = openPool(url, changes);
  const besides = options.besides && openPool(url, options.besides);
  const own = sharing ? null : openPool(url, vitalTerms);
  const vital: Ask = sharing?.vital ?? ((sql, values) => ask(own as Pool, sql, values));
  let client: PrismaClient | undefined;
  const prisma = () =>
    (client ??= new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) }));
  const close = async () => {
    await client?.$disconnect();
    const pools = [
      pool,
      ...Object.values(paging),
      changing,
      ...(besides ? [besides] : []),
      ...(own ? [own] : []),
    ];
    await Promise.all(pools.map((one) => one.end()));
  };
  const listener = () =>
    new Client({
      connectionString: url,
      ...keepAlive,
      connectionTimeoutMillis: listenerAnswersWithinMs,
      query_timeout: listenerAnswersWithinMs,
    });
  const watch = createSessionWatch(vital);
  const runExclusive = createKeyedMutex();
  const parts = { pool, paging, changing, besides, vital, prisma, watch, runExclusive, listener, close };
  return asking(parts, { alive: () => undefined, origin: () => ({}) });
}

interface Parts extends Pick<Database, 'pool' | 'vital' | 'listener' | 'close'> {
  paging: Record<PageSettings, Pool>;
  changing: Pool;
  besides: Pool | undefined;
  /** Made when it is first used: it keeps 10 MiB, and a worker never uses it. */
  prisma: () => PrismaClient;
  watch: SessionWatch;
  runExclusive: ReturnType<typeof createKeyedMutex>;
}

interface OnBehalfOf {
  alive: () => void;
  origin: () => Origin;
}

function asking(parts: Parts, whose: OnBehalfOf): Database {
  const { pool, paging, changing, besides, vital, prisma, watch, runExclusive, listener, close } = parts;
  const { alive, origin } = whose;
  const watching = { watch, alive };
  return {
    pool,
    get prisma() {
      return prisma();
    },
    async query<R>(sql: string | Prepared, values?: unknown[]) {
      const rows = await ask<R>(pool, sql, values);
      alive();
      return rows;
    },
    async page<R>(how: PageSettings, sql: string, values: unknown[]) {
      const rows = await ask<R>(paging[how], sql, values);
      alive();
      return rows;
    },
    reading: (work) => inTransaction(pool, watching, work),
    transaction: (work, { subject } = {}) => {
      const run = () =>
        inTransaction(changing, watching, work, { origin: origin(), ...(besides && { besides }) });
      return subject === undefined ? run() : runExclusive(subject, run);
    },
    vital,
    listener,
    reportingTo: (told) => asking(parts, { ...whose, alive: told }),
    withOrigin: (known) => asking(parts, { ...whose, origin: known }),
    close,
  };
}

async function ask<R>(pool: Pool, sql: string | Prepared, values?: unknown[]): Promise<R[]> {
  try {
    return (await pool.query(queryConfig(sql, values))).rows as R[];
  } catch (error) {
    throw asConnectionFailure(error);
  }
}
