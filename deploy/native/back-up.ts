import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Installation } from './install';

const run = promisify(execFile);

/** A fingerprint of a database's contents and access rights, in one line. */
export const sums = `SELECT has_database_privilege('temporal', current_database(), 'CONNECT'),
  has_database_privilege('operate_connect_app', current_database(), 'CONNECT'), (SELECT count(*) FROM import_row),
  (SELECT sum(net) FROM charge), (SELECT count(*) FROM call_claim),
  (SELECT count(*) FROM audit_event), (SELECT count(*) FROM connect_link),
  (SELECT string_agg(migration_name, ',' ORDER BY 1) FROM _prisma_migrations)`;

export interface Backup {
  dump: string;
  files: string;
}

/** As in docs/operations.md, but with the machine's own programs. */
export async function backUp({ postgres, folder, files }: Installation): Promise<Backup> {
  const at = path.join(folder, 'backup');
  mkdirSync(at);
  const backup = { dump: path.join(at, 'operate_connect.dump'), files: path.join(at, 'files.tar') };
  await postgres.run('pg_dump', '-Fc', '-f', backup.dump, 'operate_connect');
  await run('tar', ['-C', files.folder, '-cf', backup.files, '.']);
  return backup;
}

/** Stops API and workers, restores both databases, and starts them. */
export async function restore(installation: Installation, { dump, files }: Backup): Promise<void> {
  const { postgres, apiPart, workers, startApi, startWorker } = installation;
  for (const part of [apiPart, ...workers]) await part.stop();
  await postgres.run('dropdb', '--force', 'operate_connect');
  // Also creates the database, with its access rights.
  await postgres.run('pg_restore', '--create', '-d', 'postgres', '--exit-on-error', dump);
  const { folder } = installation.files;
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  await run('tar', ['-C', folder, '-xpf', files]);
  await startApi();
  for (let one = 0; one < workers.length; one++) await startWorker();
}
