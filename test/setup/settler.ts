import { type ConnectOptions, createConnect, type Connect } from '../../connectors/connect/connect';
import { settleClientActivity } from '../../activities/send-to-connect/settle-client';
import type { Database } from '../../prisma/client/database';
import type { System } from './system';
import { unlimited } from '../../connectors/connect/rate-limiter';

export interface SettlerOptions {
  database?: Database;
  leaseMs?: number;
  connect?: Partial<Connect>;
  connectOptions?: Partial<ConnectOptions>;
}

/** The activity `settleClient` of a worker of its own, to be called directly. */
export function settler(system: System, options: SettlerOptions = {}) {
  const { env } = system;
  const timeoutMs = Number(env.CONNECT_TIMEOUT_MS);
  const real = createConnect({
    baseUrl: env.CONNECT_BASE_URL as string,
    apiKey: env.CONNECT_API_KEY as string,
    timeoutMs,
    rateLimiter: unlimited,
    ...options.connectOptions,
  });
  return settleClientActivity({
    database: options.database ?? system.database,
    connect: { ...real, ...options.connect },
    apiUrl: null,
    progress: { report: () => undefined, stopIfAsked: () => undefined, attempt: () => 1 },
    terms: {
      leaseMs: options.leaseMs ?? 8_000,
      timeoutMs,
      settlingDelayMs: timeoutMs + Number(env.CONNECT_SEARCH_LAG_MS),
      patienceMs: 3_600_000,
    },
  });
}

/** Calls it again as the workflow does, until nothing more is due. */
export async function settleAtLast(settle: ReturnType<typeof settler>, accountId: string) {
  for (;;) {
    const outcome = await settle({ accountId });
    if (outcome.waitMs === null) return outcome;
    await new Promise((resolve) => setTimeout(resolve, outcome.waitMs ?? 0));
  }
}

/** A database whose connection can be lost for one worker only. */
export function losable(database: Database) {
  let lost = false;
  const unlessLost = <T>(work: () => Promise<T>): Promise<T> =>
    lost ? Promise.reject(new Error('the connection is lost')) : work();
  return {
    lose: () => void (lost = true),
    find: () => void (lost = false),
    database: {
      ...database,
      query: <R>(sql: string, values?: unknown[]) => unlessLost(() => database.query<R>(sql, values)),
      vital: <R>(sql: string, values?: unknown[]) => unlessLost(() => database.vital<R>(sql, values)),
      transaction: <T>(work: Parameters<Database['transaction']>[0]) =>
        unlessLost(() => database.transaction(work) as Promise<T>),
    } as Database,
  };
}

/** A door that somebody is kept at until it is opened. */
export function door() {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  return { open: () => open(), reached, wait: () => (arrive(), opened) };
}
