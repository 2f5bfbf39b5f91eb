import path from 'node:path';
import { migrate } from '../../../prisma/migrate/migrate';
import { migrationFiles, migrationsFolder } from '../../../prisma/migrate/migration-files';
import { databaseFault } from '../embedded-postgres/database';
import { startEmbeddedPostgres } from '../embedded-postgres/start';
import { claimPort } from '../processes/ports';
import { type Run } from './run';

/** The user's database, or an embedded PostgreSQL; migrated. Returns its URL. */
export async function startDatabase(run: Run): Promise<string> {
  const url = run.env.DATABASE_URL ? await useTheirs(run.env.DATABASE_URL) : await startOurs(run);
  const applied = await migrate(url);
  if (applied.length > 0) run.log(`PostgreSQL: applied ${applied.length} migrations`);
  else if (migrationFiles(migrationsFolder()).length === 0)
    run.log('PostgreSQL: there are no migrations yet');
  return url;
}

async function useTheirs(url: string): Promise<string> {
  const fault = await databaseFault(url);
  if (fault) throw new Error(`DATABASE_URL is set, but that database cannot be used: ${fault}`);
  return url;
}

async function startOurs({ state, partEnv, parts, again, log, signal }: Run): Promise<string> {
  const port = await claimPort(54329);
  const start = async () => {
    const started = await startEmbeddedPostgres({
      dir: state.postgres,
      logFile: path.join(state.logs, 'postgres.log'),
      port,
      env: await partEnv('PostgreSQL', {}),
      record: parts.record,
      signal,
    });
    parts.add(started.part);
    return started;
  };
  again.set('PostgreSQL', async () => void (await start()));
  const postgres = await start();
  if (postgres.outside)
    log(`PostgreSQL: its user cannot access this folder, so programs and data are in ${postgres.outside}`);
  return postgres.url;
}
