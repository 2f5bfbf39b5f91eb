import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Part, type PartOptions, startPart } from '../processes/part';
import { claimPort } from '../processes/ports';
import { PartDied, untilReady } from '../processes/until-ready';
import { databaseFault, ensureDatabase } from './database';
import { DATABASE_USER, initCluster } from './init-cluster';
import { passwordOf } from './password';
import { findPlace, type Place } from './place';
import { FAST_SHUTDOWN, stopLeftoverServer } from './stop-leftover';

export interface EmbeddedPostgresOptions {
  /** Where data and password are stored. */
  dir: string;
  logFile: string;
  /** The usual port is 54329, or the next free one. */
  port?: number;
  /** Settings of the server, such as `fsync=off`. */
  settings?: string[];
  /** Further environment variables of the server. */
  env?: NodeJS.ProcessEnv;
  record?: PartOptions['record'];
  signal?: AbortSignal;
}

export interface EmbeddedPostgres {
  /** Of the database operate_connect, whose owner may also create others. */
  url: string;
  part: Part;
  /** Where the data is, if it had to be outside `dir`. */
  outside?: string;
  stop: () => Promise<void>;
}

const ATTEMPTS = 5;

/** Starts PostgreSQL with the data of `dir`, created at the first start. Reachable only through 127.0.0.1. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = findPlace(options.dir);
  const password = passwordOf(place.folder);
  if (existsSync(place.data)) await stopLeftoverServer(place.data);
  await initCluster(place, password);
  const port = options.port ?? (await claimPort(54329));
  const url = (database: string) => `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
  const part = await startServer(place, port, url('postgres'), options);
  await ensureDatabase(url('postgres'), 'operate_connect');
  return {
    url: url('operate_connect'),
    part,
    ...(place.outside && { outside: place.folder }),
    stop: () => part.stop(),
  };
}

async function startServer(
  place: Place,
  port: number,
  adminUrl: string,
  options: EmbeddedPostgresOptions,
): Promise<Part> {
  for (let attempt = 1; ; attempt++) {
    const part = await startPart(serverProcess(place, port, options, attempt > 1));
    try {
      await untilReady(part, async () => !(await databaseFault(adminUrl)), { signal: options.signal });
      return part;
    } catch (error) {
      await part.stop();
      // sessions of a killed server hold its memory for another moment
      if (!(error instanceof PartDied) || attempt === ATTEMPTS) throw error;
      await sleep(1_000);
    }
  }
}

function serverProcess(place: Place, port: number, options: EmbeddedPostgresOptions, append: boolean) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_wal_size=2GB',
    'shared_buffers=512MB',
    // Without it, a row refused by a constraint is logged with its contents: names and numbers of people.
    'log_error_verbosity=terse',
    ...(options.settings ?? []),
  ];
  return {
    name: 'PostgreSQL',
    command: path.join(place.programs, 'bin', 'postgres'),
    args: ['-D', place.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    cwd: place.folder,
    env: { ...process.env, LC_ALL: 'C', ...options.env },
    logFile: options.logFile,
    append,
    user: place.user,
    ending: FAST_SHUTDOWN,
    killSignal: 'SIGQUIT' as const,
    record: options.record,
  };
}
