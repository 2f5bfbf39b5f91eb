import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { contractApp } from './contract-app';
import { controlApp } from './control-app';
import { openPool } from './database';
import { migrate } from './migrate';

export interface ConnectSandboxOptions {
  databaseUrl: string;
  /** 127.0.0.1 by default. */
  host?: string;
  /** 0 picks a free one. */
  port: number;
  controlPort: number;
  /** The bearer key of the contract. */
  key: string;
}

export interface ConnectSandbox {
  /** Base URL of the contract. */
  url: string;
  controlUrl: string;
  /**
   * Finishes running requests, for at most three seconds, then closes the database connections. May be called twice.
   */
  stop: () => Promise<void>;
}

/** Milliseconds that running requests have to finish. */
const patience = 3000;

async function listen(handler: RequestListener, port: number, host = '127.0.0.1'): Promise<Server> {
  const server = createServer(handler).listen(port, host);
  await once(server, 'listening');
  return server;
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that is kept alive becomes idle only after its last answer.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const first = await Promise.race([closed.then(() => 'closed'), pause(patience, 'late', { ref: false })]);
  if (first === 'late') server.closeAllConnections();
  clearInterval(sweep);
}

/** Starts the sandbox: the contract on one port, its control on another. */
export async function startConnectSandbox(options: ConnectSandboxOptions): Promise<ConnectSandbox> {
  const pool = openPool(options.databaseUrl);
  const stopping = new AbortController();
  const servers: Server[] = [];
  const stop = async () => {
    await Promise.all(servers.map(close));
    stopping.abort();
    // Work that outlived its connection, such as the creation of a million calls, is rolled back by the database.
    await Promise.race([pool.end(), pause(1_500, undefined, { ref: false })]);
  };
  try {
    await migrate(pool);
    servers.push(
      await listen(
        contractApp({ pool, key: options.key, stopping: stopping.signal }),
        options.port,
        options.host,
      ),
    );
    servers.push(await listen(controlApp(pool), options.controlPort, options.host));
  } catch (error) {
    await stop();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  const [contract, control] = servers as [Server, Server];
  return { url: addressOf(contract), controlUrl: addressOf(control), stop: () => (stopped ??= stop()) };
}
