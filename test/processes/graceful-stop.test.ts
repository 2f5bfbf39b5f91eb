import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeCallLog } from '../../dev/make-call-log';
import { importState, sample, upload } from '../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../setup/process-system';
import { beginSlowUpload } from '../setup/slow-upload';
import { until } from '../setup/system';
import { holdRow } from '../setup/hold-up';

let system: ProcessSystem;
beforeAll(async () => {
  system = await startProcessSystem();
});
afterAll(() => system?.stop());

const imports = () => system.database.prisma.chargeImport.count();

it('stops a worker in the middle of reading, and another goes on where it was', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
  const made = await writeCallLog(path.join(folder, 'calls.csv'), { rows: 60_000, seed: 8 });
  const content = readFileSync(path.join(folder, 'calls.csv'));
  rmSync(folder, { recursive: true });
  const first = await system.workerProcess();
  const { body } = await upload(system, { content });
  const lock = await holdRow(system.databaseUrl, body.id, 25_010);
  await lock.somebodyWaits();
  const stoppedAt = Date.now();
  first.signal('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 9_500)); // past its grace time: it is told to leave its work
  await lock.release();
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - stoppedAt).toBeLessThan(25_000);
  expect(first.output()).toContain('worker has stopped');

  expect(first.logged('chunk begun').at(-1)).toMatchObject({ fromRow: 20_001 });
  const second = await system.workerProcess();
  const found = await importState(system, body.id, ['in-review']);
  expect(second.logged('chunk begun')[0]).toMatchObject({ fromRow: 40_001 });
  expect(found.rows.file).toBe(60_000);
  expect(Number(found.amount.sell.file)).toBe(Number(made.whole.sell));
});

/** An API process of its own, in the middle of an upload. */
async function uploading(name: string) {
  const before = { files: system.storedFiles(), imports: await imports() };
  const { program, at } = await system.startApi();
  const slow = beginSlowUpload({ ...system, api: at }, sample(name));
  await until(
    () => Promise.resolve(system.storedFiles().length),
    (files) => files > before.files.length,
  );
  program.signal('SIGTERM');
  return { program, at, slow, before };
}

it('finishes an upload that runs while the API is told to stop', async () => {
  const { program, at, slow, before } = await uploading('call-logger-london-2026-05.csv');
  const begun = Date.now();
  await until(
    () =>
      fetch(`${at}/livez`).then(
        () => true,
        () => false,
      ),
    (answers) => !answers,
  );
  expect(await slow.finish()).toMatchObject({ status: 202, body: { status: 'received' } });
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - begun).toBeLessThan(9_000);
  expect(await imports()).toBe(before.imports + 1);
});

it('breaks off an upload that takes too long, and leaves nothing of it', async () => {
  const { program, slow, before } = await uploading('call-logger-leeds-2026-05.csv');
  expect((await slow.broken).message).toMatch(/hang up|ECONNRESET/);
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(await imports()).toBe(before.imports);
  expect(system.storedFiles()).toEqual(before.files);
});
