import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { createConnect } from '../connectors/connect/connect';
import { createFolderStore } from '../connectors/file-store';
import { openDatabase } from '../prisma/database';
import { sharedBudget } from '../prisma/repositories/call-budget';
import { readConfig } from './config';
import { createApp } from './server';

const drainMs = 10_000;

function main(): void {
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL, base: { part: 'api' } });
  const database = openDatabase(config.DATABASE_URL, { connections: 15 });
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS });
  const app = createApp({
    database,
    temporal: new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
    connect: createConnect({
      baseUrl: config.CONNECT_BASE_URL,
      apiKey: config.CONNECT_API_KEY,
      timeoutMs: config.CONNECT_TIMEOUT_MS,
      takeTurn: sharedBudget(database, 'connect', config.CONNECT_CALLS_PER_SECOND),
    }),
    files: createFolderStore(config.FILE_STORE_DIR),
    temporalUi: config.TEMPORAL_UI_URL ?? null,
    maxUploadBytes: config.MAX_UPLOAD_BYTES,
    log: (level, message, details) => log[level](details, message),
  });
  const server = app.listen(config.PORT, config.HOST, (error) => {
    if (error) fail(error);
    log.info({ port: config.PORT }, 'API is ready');
  });
  // Large uploads take their time.
  server.requestTimeout = 30 * 60_000;
  const stop = () => {
    server.close(() => void Promise.all([connection.close(), database.close()]).then(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
