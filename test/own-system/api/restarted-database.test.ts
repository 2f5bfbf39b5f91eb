import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { startLiveHints } from '../../../api/hints/live-hints';
import { projectRoot } from '../../../config/project-root';
import { startEmbeddedPostgres } from '../../../dev/launcher/embedded-postgres/start';
import { claimPort } from '../../../dev/launcher/processes/ports';
import { openDatabase } from '../../../prisma/client/database';
import { migrate } from '../../../prisma/migrate/migrate';
import { findPersonByKey, registerPerson } from '../../../prisma/repositories/people/persons';
import { removeTestState } from '../../setup/test-services';
import { until } from '../../setup/until';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(projectRoot(), '.operate-connect', 'postgres-test-'))));
afterEach(() => removeTestState(folder));

it('live hints go on over a restart of PostgreSQL, and have everybody look again', async () => {
  const port = await claimPort(54629);
  const start = () =>
    startEmbeddedPostgres({
      dir: path.join(folder, 'postgres'),
      logFile: path.join(folder, 'log'),
      port,
      settings: ['fsync=off'],
    });
  const first = await start();
  await migrate(first.url);
  const database = openDatabase(first.url);
  const person = { name: 'Vera', kind: 'human', roles: ['viewer'], key: 'of Vera' } as const;
  const personId = await registerPerson(database.pool, { ...person, roles: [...person.roles] });
  const found = await findPersonByKey(database, person.key);
  const hints = startLiveHints(database, { idleMs: 60_000, maxMs: 600_000 });
  const out = new PassThrough();
  let text = '';
  out.setEncoding('utf8').on('data', (part: string) => void (text += part));
  const streaming = hints.stream({
    personId,
    credential: found?.credential ?? { kind: 'token' },
    lastToken: undefined,
    out,
  });
  const untilSent = (what: RegExp) =>
    until(
      () => Promise.resolve(text),
      (sent) => what.test(sent),
      20_000,
    );
  await untilSent(/event: listening/);

  await first.stop();
  const second = await start();
  text = '';
  await untilSent(/event: look-again/);
  await database.query(`INSERT INTO product_group (name) VALUES ('Made after the restart')`);
  await untilSent(/"kind":"product-group"/);
  expect(hints.count()).toBe(1);
  await database.query('UPDATE api_key SET revoked_at = now() WHERE person_id = $1', [personId]);
  await streaming;

  await hints.stop();
  await database.close();
  await second.stop();
}, 60_000);
