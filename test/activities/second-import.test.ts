import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeCallLog } from '../../dev/make-call-log';
import { importFile } from '../setup/imports';
import { startSystem, type System } from '../setup/system';

let system: System;
const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(async () => {
  await system.stop();
  rmSync(folder, { recursive: true });
});

async function importCalls(rows: number, seed: number) {
  const file = path.join(folder, 'calls.csv');
  await writeCallLog(file, { rows, seed });
  return importFile(system, { content: readFileSync(file) });
}

// With statistics of another import only, PostgreSQL believes that this one has next to no rows.
it('matches a file while the statistics know only the import before it', async () => {
  await importCalls(15_000, 1);
  await system.database.query('ALTER TABLE import_row SET (autovacuum_enabled = off)');
  await system.database.query('ANALYZE import_row');
  expect(await importCalls(15_000, 2)).toMatchObject({ status: 'in-review', rows: { file: 15_000 } });
}, 60_000);
