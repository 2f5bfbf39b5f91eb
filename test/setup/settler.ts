import { type ConnectOptions, createConnect, type Connect } from '../../connectors/connect/connect';
import { settleClientActivity } from '../../activities/send-to-connect/settle-client';
import type { Database } from '../../prisma/database';
import type { System } from './system';

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
    takeTurn: () => Promise.resolve(),
    ...options.connectOptions,
  });
  return settleClientActivity({
    database: options.database ?? system.database,
    connect: { ...real, ...options.connect },
    progress: { report: () => undefined, stopIfAsked: () => undefined },
    terms: {
      leaseMs: options.leaseMs ?? 8_000,
      timeoutMs,
      settlingDelayMs: timeoutMs + Number(env.CONNECT_SEARCH_LAG_MS),
      patienceMs: 3_600_000,
    },
  });
}
