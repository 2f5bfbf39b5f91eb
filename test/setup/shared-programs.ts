import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';
import { type Part, startPart } from '../../dev/launcher/processes/part';
import { claimPort } from '../../dev/launcher/processes/ports';
import { answersOk, untilReady } from '../../dev/launcher/processes/until-ready';
import { openDatabase } from '../../prisma/client/database';
import { makeProducts } from './catalogue';
import { createTestDatabase } from './database';
import type { SharedSystemAddress } from './shared-system';
import { surroundings } from './surroundings';
import type { TestServices } from './test-services';

/**
 * API, worker and Connect sandbox as their users run them, once for the whole run: the compiled programs, with the
 * settings that
 * tests of the shared tier count on. What they log is in the folder of the run.
 */
export async function startSharedSystem({ folder, parts }: TestServices): Promise<SharedSystemAddress> {
  const { url: databaseUrl } = await createTestDatabase();
  const database = openDatabase(databaseUrl);
  await makeProducts(database);
  await database.close();
  const files = path.join(folder, 'files');
  mkdirSync(files);
  const [port, controlPort] = [await claimPort(7410), await claimPort(7411)];
  const [apiPort, workerPort] = [await claimPort(7400), await claimPort(7401)];
  const api = `http://127.0.0.1:${apiPort}`;
  const sandbox = { url: `http://127.0.0.1:${port}`, controlUrl: `http://127.0.0.1:${controlPort}` };
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
    TEMPORAL_TASK_QUEUE: 'shared-system',
    TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
    API_URL: api,
    CONNECT_BASE_URL: sandbox.url,
    CONNECT_API_KEY: randomBytes(12).toString('hex'),
    CONNECT_TIMEOUT_MS: '600',
    CONNECT_SEARCH_LAG_MS: '100',
    CONNECT_CALLS_PER_SECOND: '1000',
    DECISION_WAIT_MS: '25000',
    FILE_STORE_DIR: files,
    // Tests ask as few persons, from one address.
    REQUESTS_PER_SECOND: '100000',
    ANONYMOUS_REQUESTS_PER_SECOND: '100000',
    HOST: '127.0.0.1',
    ALLOW_UNVERIFIED_DECISIONS: 'true',
    LOG_LEVEL: 'warn',
    PORT: String(apiPort),
    WORKER_PORT: String(workerPort),
  };
  const sandboxEnv = {
    DATABASE_URL: databaseUrl,
    SANDBOX_PORT: String(port),
    SANDBOX_CONTROL_PORT: String(controlPort),
    SANDBOX_KEY: env.CONNECT_API_KEY,
  };
  const start = async (name: string, its: NodeJS.ProcessEnv, readyAt: string) => {
    const part: Part = await startPart({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', path.join(projectRoot(), 'dist', name, 'main.js')],
      cwd: projectRoot(),
      env: { ...surroundings(), ...its },
      logFile: path.join(folder, `${name}.log`),
      record: parts.record,
    });
    parts.add(part);
    await untilReady(part, () => answersOk(readyAt));
  };
  await Promise.all([
    start('connect-sandbox', sandboxEnv, `${sandbox.controlUrl}/health`),
    start('api', env, `${api}/readyz`),
    start('worker', env, `http://127.0.0.1:${workerPort}/readyz`),
  ]);
  return { api, databaseUrl, sandbox, files, env };
}
