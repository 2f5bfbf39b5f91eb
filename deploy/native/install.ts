import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { serverUser } from '../../dev/launcher/embedded-postgres/server-user';
import { type Part, type startPart } from '../../dev/launcher/processes/part';
import { claimPort } from '../../dev/launcher/processes/ports';
import { answersOk, untilReady } from '../../dev/launcher/processes/until-ready';
import { stateFolder } from '../../dev/launcher/stack/state-folder';
import { findTemporalProgram } from '../../dev/launcher/temporal/find-program';
import { waysToTemporal } from '../../dev/launcher/temporal/ways';
import { projectRoot } from '../../config/project-root';
import { apiFlags, workerFlags } from '../../config/node-flags';
import { type Files, makeSharedFolder, startBucket } from './file-store';
import { buildImage } from './image';
import { type Postgres, startPostgres } from './postgres';
import { installTemporalServer, setUpSchema, startTemporalServer } from './temporal-server';

const run = promisify(execFile);
const password = () => randomBytes(16).toString('hex');

/** The server in the compose file is one version newer; this one can be built by `go install` unchanged. */
const temporalVersion = process.env.TEMPORAL_SERVER_VERSION ?? '1.29.1';

export interface Installation {
  folder: string;
  postgres: Postgres;
  temporal: string;
  /** Environment variables of API and worker. */
  env: NodeJS.ProcessEnv;
  api: string;
  connect: { url: string; control: string; key: string };
  files: Files;
  apiPart: Part;
  startApi: () => Promise<Part>;
  workers: Part[];
  startWorker: () => Promise<Part>;
  /** Runs one of the image's programs to completion. @returns its output. */
  program: (main: string, args?: string[], env?: NodeJS.ProcessEnv) => Promise<string>;
}

/**
 * The setup of the compose file from installed programs, started and ready.
 * @param begin starts a part, and stops it at the end, whatever happens.
 * @param inBucket Whether uploads are in a bucket, and not in a folder that all processes share.
 */
export async function install(
  folder: string,
  begin: typeof startPart,
  inBucket: boolean,
): Promise<Installation> {
  const say = (line: string) => console.log(line);
  say('Assembling the image as the Dockerfile does …');
  const app = buildImage(folder);
  const cache = stateFolder(projectRoot()).bin;
  const programs = await installTemporalServer(cache, temporalVersion);
  const passwords = { OWNER_PASSWORD: password(), APP_PASSWORD: password(), TEMPORAL_PASSWORD: password() };
  const postgres = await startPostgres(begin, folder, password());
  say(`${postgres.version}: roles and databases …`);
  const deploy = path.join(projectRoot(), 'deploy');
  await run('bash', [path.join(deploy, 'postgresql/10-roles.sh')], {
    env: {
      ...process.env,
      ...passwords,
      PATH: `${path.dirname(postgres.program('psql'))}${path.delimiter}${process.env.PATH}`,
      PGHOST: postgres.host,
      PGPORT: String(postgres.port),
      PGPASSWORD: postgres.superuserPassword,
      ROLES_SQL: path.join(deploy, 'postgresql/roles.psql'),
    },
  });
  say(`Temporal server ${programs.version}: schema, server, namespace, search attributes …`);
  await setUpSchema(programs, postgres, passwords.TEMPORAL_PASSWORD);
  const temporal = await startTemporalServer(begin, programs, postgres, folder, passwords.TEMPORAL_PASSWORD);
  await makeNamespace(temporal, cache);

  const database = (user: string, secret: string) =>
    `postgresql://${user}:${secret}@${postgres.host}:${postgres.port}/operate_connect`;
  const owner = database('operate_connect', passwords.OWNER_PASSWORD);
  // As in the container, our programs do not run as root.
  const user = serverUser(path.join(folder, 'postgresql'));
  const files = inBucket ? await startBucket(begin, folder, cache) : makeSharedFolder(folder);
  const base = { PATH: process.env.PATH, NODE_ENV: 'production', HOST: '127.0.0.1', ...files.env };
  const program = async (main: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    (
      await run(process.execPath, [path.join(app, 'dist', main), ...args], {
        env: { ...base, ...env },
        cwd: app,
        ...user,
      })
    ).stdout;
  await program('worker/register-search-attributes-main.js', [], { TEMPORAL_ADDRESS: temporal });
  say(
    (await program('prisma/migrate-main.js', [], { MIGRATION_DATABASE_URL: owner }))
      .trim()
      .split('\n')
      .at(-1) ?? '',
  );

  const start = async (
    name: string,
    main: string,
    env: NodeJS.ProcessEnv,
    health: string,
    flags: string[] = [],
  ) => {
    const part = await begin({
      name,
      command: process.execPath,
      args: [...flags, path.join(app, 'dist', main)],
      cwd: app,
      env: { ...base, ...env },
      logFile: path.join(folder, `logs/${name}.log`),
      append: true,
      user,
    });
    await untilReady(part, () => answersOk(health));
    return part;
  };
  const [connectPort, controlPort, apiPort] = [
    await claimPort(4510),
    await claimPort(4511),
    await claimPort(3500),
  ];
  const connect = {
    url: `http://127.0.0.1:${connectPort}`,
    control: `http://127.0.0.1:${controlPort}`,
    key: password(),
  };
  const sandbox = {
    DATABASE_URL: owner,
    SANDBOX_PORT: String(connectPort),
    SANDBOX_CONTROL_PORT: String(controlPort),
    SANDBOX_KEY: connect.key,
  };
  await start('sandbox', 'connect-sandbox/main.js', sandbox, `${connect.control}/health`);
  const env = {
    DATABASE_URL: database('operate_connect_app', passwords.APP_PASSWORD),
    TEMPORAL_ADDRESS: temporal,
    CONNECT_BASE_URL: connect.url,
    CONNECT_API_KEY: connect.key,
  };
  const api = `http://127.0.0.1:${apiPort}`;
  const startApi = () =>
    start('api', 'api/main.js', { ...env, PORT: String(apiPort) }, `${api}/readyz`, apiFlags);
  const apiPart = await startApi();
  let number = 0;
  const startWorker = async () => {
    const port = await claimPort(3501);
    const health = `http://127.0.0.1:${port}/readyz`;
    const settings = { ...env, WORKER_PORT: String(port), API_URL: api };
    return start(`worker-${++number}`, 'worker/main.js', settings, health, workerFlags);
  };
  const workers = [await startWorker(), await startWorker()];
  say('API and two workers are ready, as production runs them.');
  const running = { apiPart, startApi, workers, startWorker };
  return { folder, postgres, temporal, env, api, connect, files, program, ...running };
}

/** With the script that the compose file runs, and the command line of the local stack. */
async function makeNamespace(address: string, cache: string): Promise<void> {
  const ways = waysToTemporal({ env: process.env, cache, log: (line) => console.log(line) });
  const folder = path.dirname(await findTemporalProgram(ways));
  const PATH = `${folder}${path.delimiter}${process.env.PATH}`;
  await run('sh', [path.join(projectRoot(), 'deploy/temporal/namespace.sh')], {
    env: { ...process.env, PATH, TEMPORAL_ADDRESS: address },
  });
}
