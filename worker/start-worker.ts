import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from '../activities';
import { progressOfActivity } from '../activities/progress';
import { createConnect } from '../connectors/connect/connect';
import { createFolderStore } from '../connectors/file-store';
import { readsEverywhere } from '../domain/roles';
import { openDatabase } from '../prisma/database';
import { projectRoot } from '../prisma/project-root';
import { sharedBudget } from '../prisma/repositories/call-budget';
import { findPersonByKey } from '../prisma/repositories/persons';
import type { WorkerConfig } from './config';
import { deliver } from './deliver';
import { serveHealth } from './health';
import { createMetrics } from './metrics';
import { startRelay } from './outbox-relay';
import { startSweep } from './sweep';
import { watchActivities } from './watch-activities';
import type { Log } from './what-went-wrong';

const leaseMs = 8_000;

/** Made by the build, beside the compiled code. */
const bundlePath = path.join(projectRoot(), 'dist/workflow-bundle.js');

export interface RunningWorker {
  /** Where `/livez`, `/readyz` and `/metrics` are. */
  healthPort: number;
  /** Settles when the worker has stopped; rejects when it died. */
  finished: Promise<void>;
  /** Takes no new work, finishes what runs within its grace time, and closes everything. */
  stop(): Promise<void>;
}

/**
 * How long a turn of a workflow may take: the SDK takes this, though its types do not tell. Five seconds, its default, are too few where thousands
 * of Signals have come and the machine is busy; and a turn that is cut off ends the whole process, since Node aborts ("async hook
 * stack has become corrupted"): with every workflow on it, again and again, as long as that one is replayed.
 */
export const patientTurns = { isolateExecutionTimeout: '2 minutes' };

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
  const { temporal } = config;
  const [native, connection] = await Promise.all([
    NativeConnection.connect(temporal.connection),
    Connection.connect(temporal.connection),
  ]);
  const client = new Client({ connection, namespace: temporal.namespace });
  const metrics = createMetrics();
  const worker = await Worker.create({
    connection: native,
    namespace: temporal.namespace,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    workflowBundle: { code: readFileSync(bundlePath, 'utf8') },
    activities,
    interceptors: { activity: [watchActivities(metrics, log)] },
    ...versionOf(config),
    ...patientTurns,
    maxConcurrentActivityTaskExecutions: 20,
    maxCachedWorkflows: 500,
    shutdownGraceTime: '8 seconds',
    shutdownForceTime: '12 seconds',
  });
  const relay = startRelay({
    database,
    deliver: (entry) => deliver({ client, database, taskQueue: config.TEMPORAL_TASK_QUEUE, apiUrl }, entry),
    delivered: metrics.outboxDelivered,
    log: warn,
  });
  const endSweep = startSweep({ database, files, log: warn });
  const health = await serveHealth({
    host: config.HOST,
    port: config.WORKER_PORT,
    away: async () => {
      const answers = await Promise.all([
        missing('database', () => database.query('SELECT 1')),
        missing('Temporal', () =>
          connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.getSystemInfo({})),
        ),
      ]);
      return [...answers.flat(), ...(worker.getState() === 'RUNNING' ? [] : ['worker'])];
    },
    metrics,
    mayReadMetrics: async (key) => {
      const person = await findPersonByKey(database, key);
      return person !== null && readsEverywhere(person);
    },
  });
  const run = async () => {
    await worker.run();
    endSweep();
    await relay.stop();
    await health.close();
    await Promise.all([native.close(), connection.close(), database.close()]);
  };
  const finished = run();
  return {
    healthPort: health.port,
    finished,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}

const missing = (part: string, ask: () => Promise<unknown>): Promise<string[]> =>
  ask().then(
    () => [],
    () => [part],
  );

/**
 * Where the worker has a version, it takes only what is routed to that version; what runs already goes on with the newest.
 * Nothing runs before a version is made the current one: docs/changing-workflows.md.
 */
function versionOf({
  TEMPORAL_DEPLOYMENT_NAME: deploymentName,
  TEMPORAL_WORKER_BUILD_ID: buildId,
}: WorkerConfig) {
  if (deploymentName === undefined || buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  } as const;
}
