import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities';
import { progressOfActivity } from '../activities/progress';
import { createConnect } from '../connectors/connect/connect';
import { createFolderStore } from '../connectors/file-store';
import { openDatabase } from '../prisma/database';
import { projectRoot } from '../prisma/project-root';
import { sharedBudget } from '../prisma/repositories/call-budget';
import type { WorkerConfig } from './config';
import { deliver } from './deliver';
import { serveHealth } from './health';
import { startRelay } from './outbox-relay';
import { startSweep } from './sweep';
import type { Log } from './what-went-wrong';

const leaseMs = 8_000;

/** Made by the build, beside the compiled code. */
const bundlePath = path.join(projectRoot(), 'dist/workflow-bundle.js');

export interface RunningWorker {
  /** Settles when the worker has stopped; rejects when it died. */
  finished: Promise<void>;
  /** Takes no new work, finishes what runs within its grace time, and closes everything. */
  stop(): Promise<void>;
}

/** The composition root of the worker: workflows, activities, outbox relay and health, in one process. */
export async function startWorker(config: WorkerConfig, log: Logger): Promise<RunningWorker> {
  const database = openDatabase(config.DATABASE_URL, { connections: 20 });
  const files = createFolderStore(config.FILE_STORE_DIR);
  const warn: Log = (message, details) => log.warn(details, message);
  const connect = createConnect({
    baseUrl: config.CONNECT_BASE_URL,
    apiKey: config.CONNECT_API_KEY,
    timeoutMs: config.CONNECT_TIMEOUT_MS,
    takeTurn: sharedBudget(database, 'connect', config.CONNECT_CALLS_PER_SECOND),
  });
  const apiUrl = config.API_URL?.replace(/\/+$/, '') ?? null;
  const activities = createActivities(
    {
      database,
      apiUrl,
      connect,
      progress: progressOfActivity,
      terms: {
        leaseMs,
        timeoutMs: config.CONNECT_TIMEOUT_MS,
        settlingDelayMs: config.CONNECT_TIMEOUT_MS + config.CONNECT_SEARCH_LAG_MS,
        patienceMs: config.CONNECT_PATIENCE_HOURS * 3_600_000,
      },
    },
    {
      database,
      apiUrl,
      files,
      progress: progressOfActivity,
      takesRawDecisions: config.NODE_ENV !== 'production',
      log: (event, details) => log.info(details, event),
    },
  );
  const address = { address: config.TEMPORAL_ADDRESS };
  const [native, connection] = await Promise.all([
    NativeConnection.connect(address),
    Connection.connect(address),
  ]);
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const worker = await Worker.create({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    workflowBundle: { code: readFileSync(bundlePath, 'utf8') },
    activities,
    maxConcurrentActivityTaskExecutions: 20,
    maxCachedWorkflows: 500,
    shutdownGraceTime: '8 seconds',
    shutdownForceTime: '12 seconds',
  });
  const relay = startRelay({
    database,
    deliver: (entry) => deliver({ client, database, taskQueue: config.TEMPORAL_TASK_QUEUE, apiUrl }, entry),
    log: warn,
  });
  const endSweep = startSweep({ database, files, log: warn });
  const closeHealth = await serveHealth({
    host: config.HOST,
    port: config.WORKER_PORT,
    away: async () => {
      const state = worker.getState() === 'RUNNING' ? [] : ['Temporal'];
      const reached = await database.query('SELECT 1').then(
        () => [],
        () => ['database'],
      );
      return [...state, ...reached];
    },
  });
  const run = async () => {
    await worker.run();
    endSweep();
    await relay.stop();
    await closeHealth();
    await Promise.all([native.close(), connection.close(), database.close()]);
  };
  const finished = run();
  return {
    finished,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}
