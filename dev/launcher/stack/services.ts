import { apiFlags, workerFlags } from '../../../config/node-flags';
import { claimPort } from '../processes/ports';
import { answersOk } from '../processes/until-ready';
import { type NodePart } from './node-part';
import { type ConnectPlace } from './start-connect';
import { describeIssuer, type IssuerPlace } from './start-issuer';
import { type TemporalPlace } from './start-temporal';
import { type Run } from './run';

/** Started only by `startAgain`; `crash` ends it. */
export const SECOND_WORKER = 'second worker';

export interface Services {
  issuer: IssuerPlace;
  api: NodePart & { url: string };
  worker: NodePart;
  /** Where the console is served from its sources; null: the API serves it as it was built. */
  vite: string | null;
}

/** The worker and the API as in production, with the addresses of this stack. */
export async function describeServices(
  run: Run,
  database: string,
  temporal: TemporalPlace,
  connect: ConnectPlace,
  watch: boolean,
): Promise<Services> {
  const [apiPort, workerPort] = [await claimPort(3000), await claimPort(3001)];
  const url = `http://127.0.0.1:${apiPort}`;
  const vite = watch ? `http://127.0.0.1:${await claimPort(5173)}` : null;
  const issuer = await describeIssuer(run, vite ?? url);
  const shared: NodeJS.ProcessEnv = {
    HOST: '127.0.0.1',
    DATABASE_URL: database,
    FILE_STORE_DIR: run.state.files,
    ...temporal.env,
    CONNECT_BASE_URL: connect.url,
    CONNECT_API_KEY: connect.key,
    // the sandbox is near: faults that a demo provokes should show within seconds
    ...(connect.control && {
      CONNECT_TIMEOUT_MS: run.env.CONNECT_TIMEOUT_MS ?? '2000',
      CONNECT_SEARCH_LAG_MS: run.env.CONNECT_SEARCH_LAG_MS ?? '300',
    }),
  };
  return {
    vite,
    issuer,
    api: {
      name: 'api',
      main: 'api/main.js',
      flags: apiFlags,
      url,
      env: {
        ...shared,
        ...issuer.env,
        PORT: String(apiPort),
        // Scripts ask as one person, from one address.
        REQUESTS_PER_SECOND: run.env.REQUESTS_PER_SECOND ?? '1000',
        ANONYMOUS_REQUESTS_PER_SECOND: run.env.ANONYMOUS_REQUESTS_PER_SECOND ?? '1000',
      },
      isReady: () => answersOk(`${url}/readyz`),
    },
    worker: {
      name: 'worker',
      main: 'worker/main.js',
      flags: workerFlags,
      env: {
        ...shared,
        WORKER_PORT: String(workerPort),
        API_URL: url,
        ALLOW_UNVERIFIED_DECISIONS: 'true',
      },
      isReady: () => answersOk(`http://127.0.0.1:${workerPort}/readyz`),
    },
  };
}

/** Like this worker, at a port of its own. */
export async function anotherWorker(worker: NodePart): Promise<NodePart> {
  const port = await claimPort(3001);
  return {
    ...worker,
    name: SECOND_WORKER,
    env: { ...worker.env, WORKER_PORT: String(port) },
    isReady: () => answersOk(`http://127.0.0.1:${port}/readyz`),
  };
}
