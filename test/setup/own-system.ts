import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { readApiSettings } from '../../config/api-settings';
import { createPayloadCodec } from '../../config/payload-codec';
import { startApi } from '../../api/start-api';
import { startConnectSandbox } from '../../connect-sandbox/server';
import { openDatabase } from '../../prisma/client/database';
import { readWorkerSettings } from '../../config/worker-settings';
import { startWorker, type RunningWorker } from '../../worker/start-worker';
import { callAs } from './api-client';
import { makeLocations, makePersons, makeProducts, samplePlace } from './catalogue';
import { createTestDatabase } from './database';
import { ask, type OwnSystem } from './system';

export interface SystemOptions {
  /** Milliseconds; small, so that faults settle in a test's time. */
  connectTimeoutMs?: number;
  connectSearchLagMs?: number;
  /** Another Connect than the sandbox. */
  connectBaseUrl?: string;
  /** How long the API waits for the answer to a decision; long, so that a busy machine does not make it 202. */
  decisionWaitMs?: number;
  maxUploadBytes?: number;
  uploadTimeoutMs?: number;
  uploadIdleTimeoutMs?: number;
  /** False as in production: decisions by raw Signals are refused. */
  allowUnverifiedDecisions?: boolean;
  /** Further settings. */
  env?: NodeJS.ProcessEnv;
  /** PAYLOAD_KEYS; none by default. */
  payloadKeys?: string;
  /** False leaves the worker for the test to start. */
  worker?: boolean;
}

// Once in each test file, before the SDK is used.
Runtime.install({ logger: new DefaultLogger('ERROR') });

const silent = pino({ level: process.env.TEST_LOG ?? 'silent' });

/** API, worker and Connect sandbox in this process, with a database and a task queue of their own. */
export async function startSystem(options: SystemOptions = {}): Promise<OwnSystem> {
  const { connectTimeoutMs = 500, connectSearchLagMs = 100 } = options;
  const { url: databaseUrl, close: closeDatabase } = await createTestDatabase();
  const database = openDatabase(databaseUrl);
  const files = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-files-'));
  const connectKey = randomBytes(12).toString('hex');
  const sandbox = await startConnectSandbox({ databaseUrl, port: 0, controlPort: 0, key: connectKey });
  const keys = await makePersons(database);
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
    TEMPORAL_TASK_QUEUE: `test-${randomUUID()}`,
    TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
    PAYLOAD_KEYS: options.payloadKeys ?? '',
    CONNECT_BASE_URL: options.connectBaseUrl ?? sandbox.url,
    CONNECT_API_KEY: connectKey,
    CONNECT_TIMEOUT_MS: String(connectTimeoutMs),
    CONNECT_SEARCH_LAG_MS: String(connectSearchLagMs),
    CONNECT_CALLS_PER_SECOND: '1000',
    MAX_UPLOAD_BYTES: String(options.maxUploadBytes ?? 100_000_000),
    UPLOAD_TIMEOUT_MS: String(options.uploadTimeoutMs ?? 1_800_000),
    UPLOAD_IDLE_TIMEOUT_MS: String(options.uploadIdleTimeoutMs ?? 60_000),
    DECISION_WAIT_MS: String(options.decisionWaitMs ?? 25_000),
    FILE_STORE_DIR: files,
    // Tests ask as few persons, from one address.
    REQUESTS_PER_SECOND: '100000',
    ANONYMOUS_REQUESTS_PER_SECOND: '100000',
    HOST: '127.0.0.1',
    ALLOW_UNVERIFIED_DECISIONS: String(options.allowUnverifiedDecisions ?? true),
    PORT: '0',
    WORKER_PORT: '0',
    ...options.env,
  };
  const settings = readApiSettings(env);
  const api = await startApi(settings, silent);
  const base = `http://127.0.0.1:${api.port}`;
  Object.assign(env, { API_URL: base });
  const connection = Connection.lazy({ address: env.TEMPORAL_ADDRESS });
  let worker: RunningWorker | null = null;
  const control = (method: string, at: string, body?: unknown) => ask(sandbox.controlUrl, method, at, body);
  const locations = await makeLocations(database, control);
  await makeProducts(database);
  const system: OwnSystem = {
    api: base,
    database,
    databaseUrl,
    env,
    sandbox,
    keys,
    locations,
    placeOf: samplePlace,
    personOf: (sample) => sample,
    addLocation: async (location) => (await database.prisma.location.create({ data: location })).id,
    mark: '',
    files,
    temporal: new Client({
      connection,
      dataConverter: { payloadCodecs: [createPayloadCodec(settings.PAYLOAD_KEYS)] },
    }),
    call: callAs(base, keys),
    control,
    async startWorker() {
      worker ??= await startWorker(readWorkerSettings(env), silent);
    },
    async stopWorker() {
      await worker?.stop();
      worker = null;
    },
    async stop() {
      await system.stopWorker();
      await api.stop();
      await connection.close();
      await sandbox.stop();
      await database.close();
      await closeDatabase();
      rmSync(files, { recursive: true, force: true });
    },
  };
  if (options.worker !== false) await system.startWorker();
  return system;
}
