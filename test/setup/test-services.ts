import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { outsideFolder } from '../../dev/launcher/embedded-postgres/place';
import { startEmbeddedPostgres } from '../../dev/launcher/embedded-postgres/start';
import { type Part } from '../../dev/launcher/processes/part';
import { claimPort } from '../../dev/launcher/processes/ports';
import { Parts } from '../../dev/launcher/stack/parts';
import { ProcessRecorder } from '../../dev/launcher/stack/process-record';
import { startTemporalDevServer } from '../../dev/launcher/temporal/dev-server';
import { findTemporalProgram } from '../../dev/launcher/temporal/find-program';
import { waysToTemporal } from '../../dev/launcher/temporal/ways';
import { registerSearchAttributes } from '../../worker/register-search-attributes';

export interface TestServices {
  database: string;
  temporal: string;
  /** Where the run keeps its state and logs. */
  folder: string;
  /** Its processes: whoever starts another adds it, so that it goes with them. */
  parts: Parts;
  stop: () => Promise<void>;
  /** At once, for when the process ends. */
  kill(): void;
}

/** A PostgreSQL and a Temporal dev server in `folder`, which goes with them. */
export async function startTestServices(root: string, folder: string): Promise<TestServices> {
  mkdirSync(folder, { recursive: true });
  const parts = new Parts(await ProcessRecorder.begin(path.join(folder, 'processes.json')));
  const remove = () => removeTestState(folder);
  const stop = async () => {
    await parts.stop([['worker', 'api', 'connect-sandbox'], ['Temporal'], ['PostgreSQL']]);
    remove();
  };
  const starting = [startPostgres(folder, parts), startTemporal(root, folder, parts)] as const;
  try {
    const [database, temporal] = await Promise.all(starting);
    return { database, temporal, folder, parts, stop, kill: () => (parts.kill(), remove()) };
  } catch (error) {
    await Promise.allSettled(starting);
    await stop();
    throw error;
  }
}

export function removeTestState(folder: string): void {
  for (const one of [folder, outsideFolder(path.join(folder, 'postgres'))])
    rmSync(one, { recursive: true, force: true });
}

async function startPostgres(folder: string, parts: Parts): Promise<string> {
  const { url, part } = await startEmbeddedPostgres({
    dir: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'postgres.log'),
    port: await claimPort(54429),
    record: parts.record,
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
  });
  parts.add(part);
  return url;
}

async function startTemporal(root: string, folder: string, parts: Parts): Promise<string> {
  const cache = path.join(root, '.operate-connect', 'bin');
  const program = await findTemporalProgram(
    waysToTemporal({ env: process.env, cache, log: (line) => console.log(line) }),
  );
  const port = await claimPort(7333);
  const onStart = (part: Part) => parts.add(part);
  await startTemporalDevServer({
    program,
    cwd: root,
    port,
    logFile: path.join(folder, 'temporal.log'),
    record: parts.record,
    onStart,
  });
  const connection = await Connection.connect({ address: `127.0.0.1:${port}` });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
  return `127.0.0.1:${port}`;
}
