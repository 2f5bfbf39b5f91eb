import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CallLog, writeCallLog } from '../../../dev/tools/make-call-log';
import { importState, sample, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import type { Program } from '../../setup/program';
import { beginSlowUpload } from '../../setup/slow-upload';
import { until } from '../../setup/system';
import { holdRow } from '../../setup/hold-up';

const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
let system: ProcessSystem;
let made: CallLog;
let importId: string;
let worker: Program;
let workerEnded: Promise<{ after: number; code: number | null; signal: string | null }>;

/**
 * A worker that is told to stop in the middle of a statement, which goes on past its grace time: it is told to leave
 * its work.
 */
beforeAll(async () => {
  system = await startProcessSystem();
  made = await writeCallLog(path.join(folder, 'calls.csv'), { rows: 80_000, seed: 8 });
  worker = await system.workerProcess();
  const { body } = await upload(system, { content: readFileSync(path.join(folder, 'calls.csv')) });
  importId = body.id;
  const lock = await holdRow(system.databaseUrl, importId, 39_990);
  await lock.somebodyWaits();
  const toldAt = Date.now();
  worker.signal('SIGTERM');
  setTimeout(() => void lock.release().catch(() => undefined), 9_500); // where a test fails, its database goes first
  workerEnded = worker.ended.then((end) => ({ ...end, after: Date.now() - toldAt }));
});
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true });
});

const imports = () => system.database.prisma.chargeImport.count();

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

it('stops a worker in the middle of reading, and another goes on where it was', async () => {
  const { after, ...end } = await workerEnded;
  expect(end).toEqual({ code: 0, signal: null });
  expect(after).toBeGreaterThan(9_000);
  expect(after).toBeLessThan(25_000);
  expect(worker.output()).toContain('worker has stopped');

  // The chunk after the one that is held up was read meanwhile, and is committed behind it.
  expect(worker.logged('chunk begun').at(-1)).toMatchObject({ fromRow: 40_001 });
  const next = await system.workerProcess();
  const found = await importState(system, importId, ['in-review']);
  const ofThisImport = next.logged('chunk begun').filter((line) => line.importId === importId);
  expect(ofThisImport[0]).toMatchObject({ fromRow: 60_001 });
  expect(found.rows.file).toBe(80_000);
  expect(Number(found.amount.sell?.file)).toBe(Number(made.whole.sell));
});
