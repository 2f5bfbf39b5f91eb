import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { readApiSettings } from '../../config/api-settings';
import { startApi } from '../../api/start-api';
import { type ConnectSandbox, startConnectSandbox } from '../../connect-sandbox/server';
import { openDatabase, type Database } from '../../prisma/client/database';
import { saveImportType } from '../../prisma/repositories/catalogue/import-types';
import { registerPerson } from '../../prisma/repositories/people/persons';
import { readSeed, readImportTypes } from '../../dev/launcher/seed/seed-files';
import type { ImportTypeDefinition } from '../../domain/catalogue/import-type';
import { projectRoot } from '../../config/project-root';
import { readWorkerSettings } from '../../config/worker-settings';
import { startWorker, type RunningWorker } from '../../worker/start-worker';
import { createTestDatabase } from './database';

export type Who = 'viewer' | 'ops' | 'approver' | 'lead' | 'admin';

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
  /** False leaves the worker for the test to start. */
  worker?: boolean;
}

export interface Reply {
  status: number;
  headers: Headers;
  body: any;
  text: string;
}

/** API, worker and Connect sandbox in this process, over a real PostgreSQL and a real Temporal, all of its own. */
export interface System {
  api: string;
  database: Database;
  databaseUrl: string;
  /** What API and worker are configured with, for a worker that a test starts itself. */
  env: Record<string, string>;
  sandbox: ConnectSandbox;
  keys: Record<Who, string>;
  /** Ids by name. */
  locations: Record<string, string>;
  /** The folder in which uploaded files are kept. */
  files: string;
  temporal: Client;
  call(
    who: Who,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** Tells the sandbox's control port. */
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

// Once in each test file, before the SDK is used.
Runtime.install({ logger: new DefaultLogger('ERROR') });

const silent = pino({ level: process.env.TEST_LOG ?? 'silent' });

export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const { connectTimeoutMs = 500, connectSearchLagMs = 100 } = options;
  const { url: databaseUrl, drop } = await createTestDatabase();
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
    HOST: '127.0.0.1',
    ALLOW_UNVERIFIED_DECISIONS: String(options.allowUnverifiedDecisions ?? true),
    PORT: '0',
    WORKER_PORT: '0',
  };
  const api = await startApi(readApiSettings(env), silent);
  const base = `http://127.0.0.1:${api.port}`;
  Object.assign(env, { API_URL: base });
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  let worker: RunningWorker | null = null;
  const control = (method: string, at: string, body?: unknown) => ask(sandbox.controlUrl, method, at, body);
  const locations = await makeCatalogue(database, control);
  const system: System = {
    api: base,
    database,
    databaseUrl,
    env,
    sandbox,
    keys,
    locations,
    files,
    temporal: new Client({ connection }),
    call: (who, method, at, body, headers) =>
      ask(base, method, at, body, { authorization: `Bearer ${keys[who]}`, ...headers }),
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
      await drop();
      rmSync(files, { recursive: true, force: true });
    },
  };
  if (options.worker !== false) await system.startWorker();
  return system;
}

export async function ask(
  base: string,
  method: string,
  at: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const form = body instanceof FormData;
  const response = await fetch(base + at, {
    method,
    headers: { ...(form || body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: form ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: json ? JSON.parse(text) : undefined,
    text,
  };
}

export async function makePersons(database: Database): Promise<Record<Who, string>> {
  const keys: Record<string, string> = {};
  for (const { key, name, roles } of readSeed(projectRoot()).persons) {
    keys[key] = randomBytes(16).toString('hex');
    await registerPerson(database.pool, { name, kind: 'human', roles, key: keys[key] });
  }
  return keys;
}

/** Locations, products and Import Types of the samples; Connect has the sites. */
export async function makeCatalogue(
  database: Database,
  control: System['control'],
): Promise<Record<string, string>> {
  const seed = readSeed(projectRoot());
  const ids: Record<string, string> = {};
  for (const location of seed.locations) {
    const { id } = await database.prisma.location.create({ data: location });
    ids[location.name] = id;
    await control('PUT', `/sites/${location.connectSiteId}`, {
      name: location.name,
      timeZone: location.timeZone,
    });
  }
  for (const { name, products } of seed.productGroups) {
    const group = await database.prisma.productGroup.create({ data: { name } });
    for (const { markup, ...product } of products)
      await database.prisma.product.create({
        data: { ...product, productGroupId: group.id, markupPercent: markup?.percent ?? null },
      });
  }
  for (const { name, ...definition } of readImportTypes(projectRoot()))
    await saveImportType(database, name, definition as unknown as ImportTypeDefinition, null);
  return ids;
}

/** Asks again until the answer fits, more rarely the longer it takes. @throws Error with the last answer when it does not in time. */
export async function until<T>(
  look: () => Promise<T>,
  fits: (found: T) => boolean,
  withinMs = 90_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (let pauseMs = 40; ; pauseMs = Math.min(pauseMs * 1.2, 250)) {
    const found = await look();
    if (fits(found)) return found;
    if (Date.now() > deadline) throw new Error(`not in ${withinMs} ms; last seen: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
