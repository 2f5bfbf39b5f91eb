import { readdirSync } from 'node:fs';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile, rowsOf } from '../../setup/imports';
import { previewFile } from '../../setup/preview';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** Numbers of rows of the tables that an import or an audit would add to. */
async function kept() {
  const counts = await system.database.query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM charge_import)::int + (SELECT count(*) FROM import_row)::int
       + (SELECT count(*) FROM audit_event)::int + (SELECT count(*) FROM outbox)::int AS rows`,
  );
  return { rows: counts[0]?.rows, files: readdirSync(system.files, { recursive: true }).length };
}

it('shows rows as they are imported then, and keeps nothing', async () => {
  const { code, accountsId, id } = await codedAccount(system);
  const content = callFile([
    { code, sell: '0.30', buy: '0.10' },
    { code: 'NOBODY', sell: '1.5', destination: 'Paris, "centre"' },
    { code, duration: 'long', sell: '0.2' },
    { code, sell: '0,150.00' },
  ]);
  const before = await kept();
  const { status, body } = await previewFile(system, { content });
  expect(status).toBe(200);
  expect(await kept()).toEqual(before);
  expect(body).toMatchObject({
    errors: [],
    complete: true,
    failure: null,
    counts: { file: 4, matched: 1, unmatched: 1, invalid: 2, ignored: 0 },
  });
  expect(body.rows[0]?.account).toMatchObject({ id, accountsId });

  const imported = await importFile(system, { content });
  const rows = await rowsOf(system, imported.id);
  const shared = [
    'rowNumber',
    'line',
    'raw',
    'status',
    'reason',
    'detail',
    'startedAt',
    'sell',
    'buy',
  ] as const;
  const of = (row: (typeof rows)[number] | (typeof body.rows)[number]) =>
    Object.fromEntries(shared.map((name) => [name, row[name]]));
  expect(body.rows.map(of)).toEqual(rows.map(of));
  expect(body.lines).toEqual(imported.lines);
});
