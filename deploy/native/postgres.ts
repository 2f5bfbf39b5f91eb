import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { databaseFault } from '../../dev/launcher/embedded-postgres/database';
import { serverUser } from '../../dev/launcher/embedded-postgres/server-user';
import { FAST_SHUTDOWN } from '../../dev/launcher/embedded-postgres/stop-leftover';
import { type startPart } from '../../dev/launcher/processes/part';
import { claimPort } from '../../dev/launcher/processes/ports';
import { untilReady } from '../../dev/launcher/processes/until-ready';

const run = promisify(execFile);

export interface Postgres {
  host: string;
  port: number;
  version: string;
  superuserPassword: string;
  /** The answer of the database operate_connect, as undecorated text. */
  ask(sql: string): Promise<string>;
  /** Runs psql, pg_dump, pg_restore or the like, as the superuser. @returns its output. */
  run(name: string, ...args: string[]): Promise<string>;
  /** The path of such a program. */
  program(name: string): string;
}

/** PostgreSQL's own programs: PG_BIN, Debian's newest, or those on the PATH. */
function findPrograms(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env.PATH ?? '').split(path.delimiter);
  const folders = [
    process.env.PG_BIN ?? '',
    ...versions.map((name) => path.join(debian, name, 'bin')),
    ...onPath,
  ];
  const found = folders.find((folder) =>
    ['initdb', 'postgres', 'psql', 'pg_dump'].every((name) => existsSync(path.join(folder, name))),
  );
  if (found) return found;
  throw new Error(
    "PostgreSQL's programs were not found: install its server, or name their folder in PG_BIN.",
  );
}

/** A server of the machine's own PostgreSQL, set up as in the compose file, in a separate folder. */
export async function startPostgres(
  begin: typeof startPart,
  folder: string,
  superuserPassword: string,
): Promise<Postgres> {
  const bin = findPrograms();
  const program = (name: string) => path.join(bin, name);
  const data = path.join(folder, 'postgresql');
  const user = serverUser(data);
  mkdirSync(data, { mode: 0o700 });
  chmodSync(data, 0o700);
  const passwordFile = path.join(folder, 'superuser-password');
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (user) for (const file of [data, passwordFile]) chownSync(file, user.uid, user.gid);
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'];
  await run(program('initdb'), ['-D', data, '-U', 'postgres', `--pwfile=${passwordFile}`, ...options], {
    ...user,
    cwd: folder,
  });
  const port = await claimPort(55432);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=512MB',
    'max_wal_size=2GB',
  ];
  const part = await begin({
    name: 'PostgreSQL',
    command: program('postgres'),
    args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    cwd: folder,
    env: process.env,
    logFile: path.join(folder, 'logs/postgresql.log'),
    user,
    ending: FAST_SHUTDOWN,
    killSignal: 'SIGQUIT',
  });
  const admin = `postgresql://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`;
  await untilReady(part, async () => !(await databaseFault(admin)));
  const asSuperuser = async (name: string, ...args: string[]) => {
    const place = { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres' };
    const env = { ...process.env, ...place, PGPASSWORD: superuserPassword };
    return (await run(program(name), args, { env })).stdout;
  };
  return {
    host: '127.0.0.1',
    port,
    version: execFileSync(program('postgres'), ['--version']).toString().trim(),
    superuserPassword,
    program,
    ask: async (sql) => (await asSuperuser('psql', '-d', 'operate_connect', '-Atc', sql)).trim(),
    run: asSuperuser,
  };
}
