import path from 'node:path';
import { startEmbeddedPostgres } from '../../launcher/embedded-postgres/start';
import { claimPort } from '../../launcher/processes/ports';
import { readRunningStack } from '../../launcher/stack/running-stack';
import { stateFolder } from '../../launcher/stack/state-folder';

/** A PostgreSQL that answers, which the schema engine requires although it changes nothing there. */
export async function scratchDatabase(root: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env.DATABASE_URL ?? (await readRunningStack(root))?.database;
  if (url) return { url, stop: () => Promise.resolve() };
  const { folder, logs } = stateFolder(root);
  const postgres = await startEmbeddedPostgres({
    dir: path.join(folder, 'new-migration'),
    logFile: path.join(logs, 'new-migration.log'),
    port: await claimPort(54529),
  });
  return { url: postgres.url, stop: () => postgres.part.stop() };
}
