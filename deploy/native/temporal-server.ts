import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../config/project-root';
import { type startPart } from '../../dev/launcher/processes/part';
import { claimPort, isListening } from '../../dev/launcher/processes/ports';
import { untilReady } from '../../dev/launcher/processes/until-ready';
import { type Postgres } from './postgres';

const run = promisify(execFile);

export interface TemporalPrograms {
  version: string;
  server: string;
  /** A folder with `temporal-sql-tool`, for the PATH of deploy/temporal/schema.sh. */
  tools: string;
  /** Where the server's own schema files are. */
  schema: string;
}

/** Builds Temporal's production server and its database tool with Go, once, into `cache`. */
export async function installTemporalServer(cache: string, version: string): Promise<TemporalPrograms> {
  const tools = path.join(cache, `temporal-server-${version}`);
  const server = path.join(tools, 'server');
  mkdirSync(tools, { recursive: true });
  const module = `go.temporal.io/server`;
  const go = (...args: string[]) =>
    run('go', args, { cwd: tools, env: { ...process.env, GOBIN: tools }, maxBuffer: 64 * 1024 * 1024 });
  if (!existsSync(server)) {
    console.log(`Building Temporal's server ${version} with go install: takes minutes, once.`);
    await go('install', `${module}/cmd/server@v${version}`, `${module}/cmd/tools/sql@v${version}`);
  }
  const tool = path.join(tools, 'temporal-sql-tool');
  if (!existsSync(tool)) symlinkSync(path.join(tools, 'sql'), tool);
  const { stdout } = await go('mod', 'download', '-json', `${module}@v${version}`);
  const { Dir: folder } = JSON.parse(stdout) as { Dir: string };
  return { version, server, tools, schema: path.join(folder, 'schema') };
}

/**
 * Creates or updates Temporal's databases with the script that the compose file runs. Twice, because that must be
 * harmless.
 */
export async function setUpSchema(
  { tools, schema }: TemporalPrograms,
  postgres: Postgres,
  password: string,
): Promise<void> {
  const env = {
    ...process.env,
    PATH: `${tools}${path.delimiter}${process.env.PATH}`,
    POSTGRES_SEEDS: postgres.host,
    DB_PORT: String(postgres.port),
    POSTGRES_USER: 'temporal',
    SQL_PASSWORD: password,
    SCHEMA_DIR: schema,
  };
  for (let time = 0; time < 2; time++)
    await run('sh', [path.join(projectRoot(), 'deploy/temporal/schema.sh')], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
}

/** Starts all services of the server in one process. @returns its frontend's address. */
export async function startTemporalServer(
  begin: typeof startPart,
  { server }: TemporalPrograms,
  postgres: Postgres,
  folder: string,
  password: string,
): Promise<string> {
  const ports = {
    frontend: await claimPort(7733),
    history: await claimPort(7734),
    matching: await claimPort(7735),
    worker: await claimPort(7739),
  };
  const config = path.join(folder, 'temporal');
  mkdirSync(config, { recursive: true });
  writeFileSync(path.join(config, 'native.yaml'), serverConfig(postgres, password, ports));
  const part = await begin({
    name: 'Temporal',
    command: server,
    args: ['--root', folder, '--config', 'temporal', '--env', 'native', 'start'],
    cwd: folder,
    env: process.env,
    logFile: path.join(folder, 'logs/temporal.log'),
  });
  await untilReady(part, () => isListening(ports.frontend), { withinMs: 120_000 });
  return `127.0.0.1:${ports.frontend}`;
}

type Ports = Record<'frontend' | 'history' | 'matching' | 'worker', number>;

function serverConfig({ host, port }: Postgres, password: string, ports: Ports): string {
  const store = (name: string, database: string) => `    ${name}:
      sql:
        pluginName: postgres12
        databaseName: ${database}
        connectAddr: ${host}:${port}
        connectProtocol: tcp
        user: temporal
        password: ${password}
        maxConns: 20
        maxIdleConns: 20`;
  const service = (name: keyof Ports) => `  ${name}:
    rpc:
      grpcPort: ${ports[name]}
      membershipPort: ${ports[name] + 1_000}
      bindOnIP: 127.0.0.1`;
  return `log: { stdout: true, level: warn }
persistence:
  defaultStore: default
  visibilityStore: visibility
  numHistoryShards: 4
  datastores:
${store('default', 'temporal')}
${store('visibility', 'temporal_visibility')}
global:
  membership: { maxJoinDuration: 30s, broadcastAddress: 127.0.0.1 }
services:
${(['frontend', 'history', 'matching', 'worker'] as const).map(service).join('\n')}
clusterMetadata:
  enableGlobalNamespace: false
  failoverVersionIncrement: 10
  masterClusterName: active
  currentClusterName: active
  clusterInformation:
    active: { enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "localhost:${ports.frontend}" }
publicClient: { hostPort: "localhost:${ports.frontend}" }
dcRedirectionPolicy: { policy: noop }
archival:
  history: { state: disabled }
  visibility: { state: disabled }
namespaceDefaults:
  archival: { history: { state: disabled }, visibility: { state: disabled } }
dynamicConfigClient:
  filepath: "${path.join(projectRoot(), 'deploy/temporal/dynamic-config.yaml')}"
  pollInterval: 60s
`;
}
