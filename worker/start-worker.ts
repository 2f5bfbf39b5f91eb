import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createFileStore } from '../connectors/file-store/create-file-store';
import { readsEverywhere } from '../domain/people/roles';
import { findPersonByKey } from '../prisma/repositories/people/persons';
import { activitiesOf, apiUrlOf } from './activities-of';
import { startSealer } from './audit-sealer';
import { createPayloadCodec } from '../config/payload-codec';
import type { WorkerSettings } from '../config/worker-settings';
import { openDatabases } from './databases';
import { deliver } from './deliver';
import { serveHealth } from './health';
import { createMetrics } from './metrics';
import { startRelay } from './outbox-relay';
import { startSweep } from './sweep';
import { createWorkers } from './task-queues';
import { watchActivities } from './watch-activities';
import type { Log } from './describe-error';

export interface RunningWorker {
  /** Where `/livez`, `/readyz` and `/metrics` are. */
  healthPort: number;
  /** Resolves when the worker has stopped; rejects if it died. */
  finished: Promise<void>;
  /** Takes no new work, finishes what is running within its grace time, and closes everything. */
  stop(): Promise<void>;
}

/** A silent connection is given up after 20 s, instead of 45. Temporal's server does not accept more frequent pings. */
const soonSilent = { 'grpc.keepalive_time_ms': 15_000, 'grpc.keepalive_timeout_ms': 5_000 };
/** Messages are small: compressing them, and the answers, costs both sides more than it saves. */
const uncompressed = { grpcCompression: { codec: 'none' } } as const;
/** Its connection is given up later than the client's: until then, that one is used. */
const nearbyWithinMs = 3_000;
/** How long Temporal may take to answer a health check. */
const patienceMs = 2_000;
/** If the relay has made no round for this long, it never will. */
const stuckAfterMs = 60_000;
/** Due entries have not been read for this long. */
const lateAfterMs = 15_000;

/** The composition root of the worker: workflows, activities, outbox relay and health, in one process. */
export async function startWorker(config: WorkerSettings, log: Logger): Promise<RunningWorker> {
  const databases = openDatabases(config.DATABASE_URL);
  const { own: database } = databases;
  const files = await createFileStore(config.fileStore);
  const warn: Log = (message, details) => log.warn(details, message);
  const { temporal, TEMPORAL_TASK_QUEUE: taskQueue } = config;
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ ...temporal.connection, ...uncompressed }),
    Connection.connect({ ...temporal.connection, channelArgs: soonSilent }),
  ]);
  const clientOn = (own: Connection | NativeConnection) =>
    new Client({
      connection: own,
      namespace: temporal.namespace,
      dataConverter: { payloadCodecs: [createPayloadCodec(config.PAYLOAD_KEYS)] },
    });
  const client = clientOn(connection);
  const metrics = createMetrics();
  const workers = await createWorkers(config, {
    connection: native,
    activities: activitiesOf(config, databases, files, log),
    interceptors: { activity: [watchActivities(metrics, log)] },
  });
  const starter = {
    client,
    // With versions, Temporal decides whose the first task is.
    nearby: {
      client: clientOn(native),
      requestEagerStart: config.TEMPORAL_DEPLOYMENT_NAME === undefined,
      withinMs: nearbyWithinMs,
    },
    database,
    taskQueue,
    apiUrl: apiUrlOf(config),
  };
  const relay = startRelay({
    database,
    deliver: (entry) => deliver(starter, entry),
    delivered: metrics.outboxDelivered,
    log: warn,
  });
  const endSweep = startSweep({ database, client, taskQueue, files, log: warn });
  const endSealing = startSealer({ database, log: warn });
  const health = await serveHealth({
    host: config.HOST,
    port: config.WORKER_PORT,
    isLive: () => relay.sinceRoundMs() < stuckAfterMs,
    away: async () => {
      const answers = await Promise.all([
        missing('database', () => database.vital('SELECT 1')),
        missing('file store', () => files.probe()),
        missing('Temporal', () =>
          connection.withDeadline(Date.now() + patienceMs, () =>
            connection.workflowService.getSystemInfo({}),
          ),
        ),
      ]);
      return [
        ...answers.flat(),
        ...(relay.sinceReadMs() < lateAfterMs ? [] : ['outbox relay']),
        ...(workers.areRunning() ? [] : ['worker']),
      ];
    },
    metrics,
    mayReadMetrics: async (key) => {
      const found = await findPersonByKey(database, key);
      return found !== null && readsEverywhere(found.person);
    },
  });
  const run = async () => {
    try {
      await workers.run();
    } finally {
      endSweep();
      await endSealing();
      await relay.stop();
      await health.close();
      await Promise.allSettled([native.close(), connection.close(), databases.close()]);
    }
  };
  const finished = run();
  return {
    healthPort: health.port,
    finished,
    async stop() {
      workers.shutdown();
      await finished;
    },
  };
}

const missing = (part: string, ask: () => Promise<unknown>): Promise<string[]> =>
  ask().then(
    () => [],
    () => [part],
  );
