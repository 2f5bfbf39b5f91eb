import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '../../prisma/client/database';
import { createTestDatabase } from './database';
import { killPrograms, type Program, startProgram } from './program';
import { callAs } from './api-client';
import { makeLocations, makePersons, makeProducts, samplePlace } from './catalogue';
import { ask, type OwnSystem } from './system';

/** API, worker and Connect sandbox as processes of their own, from the compiled code. */
export interface ProcessSystem extends OwnSystem {
  /** What the programs are told, by variable. */
  env: Record<string, string>;
  apiProcess: Program;
  /** A worker process that is ready; the caller ends it, or stop() does. */
  workerProcess(env?: NodeJS.ProcessEnv): Promise<Program>;
  /** An API process that listens; `at` is where. */
  startApi(env?: NodeJS.ProcessEnv): Promise<{ program: Program; at: string }>;
  /** Names of all that the file store holds. */
  storedFiles(): string[];
}

/** Over the run's PostgreSQL and Temporal, with a database and a task queue of its own; no worker runs yet. */
export async function startProcessSystem(
  settings: Record<string, string> = {},
  /** Where API and worker reach the database, where that is not where it is. */
  reach: (databaseUrl: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<ProcessSystem> {
  const { url: databaseUrl, close: closeDatabase } = await createTestDatabase();
  const database = openDatabase(databaseUrl);
  const files = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-files-'));
  const connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  const connectKey = randomBytes(12).toString('hex');
  const programs: Program[] = [];
  const start = (main: string, env: NodeJS.ProcessEnv) => {
    const program = startProgram(main, env);
    programs.push(program);
    return program;
  };
  const sandbox = start('connect-sandbox/main.js', {
    DATABASE_URL: databaseUrl,
    SANDBOX_PORT: '0',
    SANDBOX_CONTROL_PORT: '0',
    SANDBOX_KEY: connectKey,
  });
  const [url = '', controlUrl = ''] =
    (await sandbox.untilWritten(/control at \S+\n/)).match(/http:\S+[^,\s]/g) ?? [];
  const control = (method: string, at: string, body?: unknown) => ask(controlUrl, method, at, body);
  const keys = await makePersons(database);
  const locations = await makeLocations(database, control);
  await makeProducts(database);
  const env = {
    DATABASE_URL: await reach(databaseUrl),
    TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
    TEMPORAL_TASK_QUEUE: `test-${randomUUID()}`,
    CONNECT_BASE_URL: url,
    CONNECT_API_KEY: connectKey,
    CONNECT_TIMEOUT_MS: '2000',
    CONNECT_SEARCH_LAG_MS: '100',
    CONNECT_CALLS_PER_SECOND: '1000',
    FILE_STORE_DIR: files,
    // Tests ask as few persons, from one address.
    REQUESTS_PER_SECOND: '100000',
    ANONYMOUS_REQUESTS_PER_SECOND: '100000',
    HOST: '127.0.0.1',
    PORT: '0',
    WORKER_PORT: '0',
    ...settings,
  };
  const startApi = async (others: NodeJS.ProcessEnv = {}) => {
    const program = start('api/main.js', { ...env, ...others });
    await program.untilWritten('API is ready');
    return { program, at: `http://127.0.0.1:${String(program.logged('API is ready')[0]?.port)}` };
  };
  const { program: apiProcess, at: api } = await startApi();
  const system: ProcessSystem = {
    api,
    database,
    databaseUrl,
    files,
    temporal: new Client({ connection }),
    sandbox: { url, controlUrl },
    keys,
    locations,
    placeOf: samplePlace,
    personOf: (sample) => sample,
    addLocation: async (location) => (await database.prisma.location.create({ data: location })).id,
    mark: '',
    env,
    apiProcess,
    call: callAs(api, keys),
    control,
    async workerProcess(others: NodeJS.ProcessEnv = {}) {
      const worker = start('worker/main.js', { ...env, ...others });
      await worker.untilWritten('worker is ready');
      return worker;
    },
    startApi,
    storedFiles: () =>
      readdirSync(files, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name),
    startWorker: async () => void (await system.workerProcess()),
    stopWorker: () => Promise.reject(new Error('end the worker process itself')),
    async stop() {
      await end(programs);
      await connection.close();
      await database.close();
      await closeDatabase();
      rmSync(files, { recursive: true, force: true });
    },
  };
  return system;
}

async function end(programs: Program[]): Promise<void> {
  for (const program of programs) program.signal('SIGKILL');
  await Promise.all(programs.map(({ ended }) => ended));
  killPrograms();
}
