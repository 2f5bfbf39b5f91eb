import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Installation } from './try';

const run = promisify(execFile);

/** What docs/operations.md says: a dump, restored into another database, holds what the first one does. */
export async function backUpAndRestore(
  { postgres, folder }: Installation,
  must: (what: string, holds: boolean) => void,
): Promise<void> {
  const dump = path.join(folder, 'operate_connect.dump');
  const env = {
    ...process.env,
    PGHOST: postgres.host,
    PGPORT: String(postgres.port),
    PGPASSWORD: postgres.superuserPassword,
  };
  await run(postgres.program('pg_dump'), ['-U', 'postgres', '-Fc', '-f', dump, 'operate_connect'], { env });
  await run(postgres.program('createdb'), ['-U', 'postgres', '-O', 'operate_connect', 'restored'], { env });
  await run(postgres.program('pg_restore'), ['-U', 'postgres', '-d', 'restored', '--exit-on-error', dump], {
    env,
  });
  const sums = `SELECT (SELECT count(*) FROM import_row), (SELECT sum(net) FROM charge), (SELECT count(*) FROM call_claim),
    (SELECT count(*) FROM audit_event), (SELECT count(*) FROM connect_link), (SELECT string_agg(migration_name, ',' ORDER BY 1) FROM _prisma_migrations)`;
  const of = (database: string) => postgres.psql(['-U', 'postgres', '-d', database, '-Atc', sums]);
  must(
    'a dump, restored into another database, holds the same',
    (await of('restored')) === (await of('operate_connect')),
  );
}
