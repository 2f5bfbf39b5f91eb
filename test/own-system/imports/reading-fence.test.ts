import { Readable } from 'node:stream';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readFileActivity } from '../../../activities/charge-import/read-file';
import type { Progress } from '../../../activities/progress';
import { createFolderStore } from '../../../connectors/file-store/file-store';
import {
  appendChunk,
  beginReading,
  type ReadBatch,
  type ReadingJob,
} from '../../../prisma/repositories/imports/reading';
import { openDatabase } from '../../../prisma/client/database';
import { rowsTerms } from '../../../prisma/client/sessions/terms';
import { readCalls } from '../../../readers/read-calls';
import { newAccount } from '../../setup/accounts';
import { callFile, giveCode } from '../../setup/calls';
import { importFile, importState, upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const calls = Array.from({ length: 25 }, (_, index) => ({ code: 'NOBODY', sell: `0.${100 + index}` }));
const received = async () => (await upload(system, { content: callFile(calls) })).body.id;
const rows = (importId: string) =>
  system.database.query<{ row_number: number }>(
    'SELECT row_number FROM import_row WHERE import_id = $1 ORDER BY 1',
    [importId],
  );
const begin = async (importId: string) => (await beginReading(system.database, importId)) as ReadingJob;

/** What the reader hands over for a job, ten rows at a time. */
async function chunksOf(job: ReadingJob) {
  const files = createFolderStore(system.files);
  const source = { open: (fromByte: number) => files.open(job.sha256, fromByte) };
  const { timeZone, currency, checkpoint } = job;
  const options = { timeZone, currency, chunkRows: 10, resumeAt: checkpoint ?? undefined };
  const chunks: ReadBatch[] = [];
  for await (const chunk of readCalls(source, job.definition, options)) chunks.push(chunk);
  return chunks;
}

/** @returns whether it was written. */
async function append(job: ReadingJob, chunk: ReadBatch | undefined): Promise<boolean> {
  const batch = chunk as ReadBatch;
  const written = appendChunk(
    system.database,
    job,
    batch.rows[0]?.rowNumber as number,
    Readable.from([batch]),
  );
  return (await written) !== null;
}

const reading = (progress: Progress) =>
  readFileActivity({
    database: system.database,
    files: createFolderStore(system.files),
    progress,
    rowsPerChunk: 10,
    apiUrl: null,
    allowUnverifiedDecisions: false,
    log: () => undefined,
  });

it('lets an old attempt write nothing once a new one has begun', async () => {
  const importId = await received();
  const lost = await begin(importId);
  const [first, second, third] = await chunksOf(lost);
  expect(await append(lost, first)).toBe(true);
  const next = await begin(importId);
  expect(next).toMatchObject({ attempt: lost.attempt + 1, checkpoint: { nextRow: 11 } });
  expect(await append(lost, second)).toBe(false);
  expect(await rows(importId)).toHaveLength(10);
  expect(await append(next, second)).toBe(true);
  expect(await append(lost, third)).toBe(false);
  expect(await rows(importId)).toHaveLength(20);
});

it('writes no chunk twice, and leaves none out', async () => {
  const importId = await received();
  const job = await begin(importId);
  const [first, second, third] = await chunksOf(job);
  expect(await append(job, second)).toBe(false);
  expect(await append(job, first)).toBe(true);
  expect(await append(job, first)).toBe(false);
  expect(await append(job, third)).toBe(false);
  expect(await rows(importId)).toHaveLength(10);
});

it('writes nothing into an import that was cancelled', async () => {
  const importId = await received();
  const job = await begin(importId);
  const [first] = await chunksOf(job);
  await system.database.query(`UPDATE charge_import SET status = 'cancelled' WHERE id = $1`, [importId]);
  expect(await append(job, first)).toBe(false);
  expect(await rows(importId)).toHaveLength(0);
});

it('goes on from the checkpoint after a crash, wherever it was', async () => {
  for (const crashAfter of [1, 2, 3]) {
    const importId = await received();
    let reports = 0;
    const crashing = {
      stopIfAsked: () => undefined,
      attempt: () => 1,
      report(details?: unknown) {
        if (details && ++reports === crashAfter) throw new Error('crashed here');
      },
    };
    await expect(reading(crashing)({ importId })).rejects.toThrow('crashed here');
    expect(await rows(importId)).toHaveLength(Math.min(crashAfter * 10, 25));
    const steady = { stopIfAsked: () => undefined, report: () => undefined, attempt: () => 1 };
    const done = await reading(steady)({ importId });
    expect(done).toMatchObject({ status: 'matching', totalRows: 25 });
    expect((await rows(importId)).map(({ row_number: row }) => row)).toEqual(calls.map((_, at) => at + 1));
    const [sums] = await system.database.query<{ equal: boolean }>(
      `SELECT file_sell = (SELECT sum(sell) FROM import_row WHERE import_id = $1) AS equal FROM charge_import
        WHERE id = $1`,
      [importId],
    );
    expect(sums?.equal).toBe(true);
  }
});

it('is tried again where an older attempt has taken over and may not see it through', async () => {
  const importId = await received();
  const overtaken = reading({
    stopIfAsked: () => undefined,
    attempt: () => 1,
    report: (details) => void (details && begin(importId)),
  });
  await expect(overtaken({ importId })).rejects.toThrow('another attempt has taken over');
  const steady = { stopIfAsked: () => undefined, report: () => undefined, attempt: () => 1 };
  expect(await reading(steady)({ importId })).toMatchObject({ status: 'matching', totalRows: 25 });
});

it('tells how far it is while a chunk takes its time', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'performance'] });
  try {
    const importId = await received();
    const told: unknown[] = [];
    const steady = {
      stopIfAsked: () => undefined,
      attempt: () => 1,
      report(details?: unknown) {
        told.push(details);
        if (told.length < 20) jest.advanceTimersByTime(3_000);
      },
    };
    await reading(steady)({ importId });
    const bytes = expect.any(Number) as number;
    expect(told).toContainEqual({ rows: 10, bytes, totalBytes: callFile(calls).length });
    expect(told.slice(1)).not.toContain(undefined);
  } finally {
    jest.useRealTimers();
  }
});

it('is not held up by an attempt that is frozen in the middle of a chunk', async () => {
  const importId = await received();
  const frozen = new Client({ connectionString: system.databaseUrl });
  frozen.on('error', () => undefined);
  await frozen.connect();
  const ended = new Promise((resolve) => frozen.once('end', resolve));
  await frozen.query('BEGIN');
  await frozen.query('SELECT FROM charge_import WHERE id = $1 FOR UPDATE', [importId]);
  frozen.query(copyFrom('COPY import_row (import_id) FROM STDIN')).on('error', () => undefined);
  const database = openDatabase(system.databaseUrl, { changes: rowsTerms });
  expect(await beginReading(database, importId)).toMatchObject({ importId, attempt: 1 });
  await database.close();
  await ended;
});

it('finds Accounts whatever form the session shows dates in', async () => {
  const { id: accountId } = await newAccount(system);
  await giveCode(system, accountId, { code: 'LATE', effectiveFrom: '2026-05-15' });
  const url = new URL(system.databaseUrl);
  url.searchParams.set('options', '-c datestyle=SQL,DMY');
  const database = openDatabase(url.href);
  const job = await beginReading(database, await received());
  const owners = ['2026-05-14', '2026-05-15'].map((date) => job?.accountOf('late', date));
  await database.close();
  expect(owners).toEqual([null, accountId]);
});

it('keeps a footer that is cut in the middle of a sign', async () => {
  const footer = `TOTAL,${'x'.repeat(193)}\u{1f600},,,,,,?,?\n`;
  const { body } = await upload(system, { content: callFile(calls) + footer });
  const steady = { stopIfAsked: () => undefined, report: () => undefined, attempt: () => 1 };
  expect(await reading(steady)({ importId: body.id })).toMatchObject({ status: 'matching', totalRows: 25 });
  const [kept] = await system.database.query<{ footer: { unreadable: string } }>(
    'SELECT footer FROM charge_import WHERE id = $1',
    [body.id],
  );
  expect(kept?.footer.unreadable).toMatch(/^TOTAL,x+\ufffd$/);
});

it('does what was uploaded while no worker ran, once one starts', async () => {
  const { body } = await upload(system, { content: callFile(calls) });
  expect(body).toMatchObject({ status: 'received', rows: { file: 0 } });
  // Its reading may begin just now, with the codes as they were.
  const { id: accountId } = await newAccount(system);
  await giveCode(system, accountId, { code: 'SOMEBODY ELSE' });
  const told = await system.database.query(
    `SELECT FROM outbox WHERE kind = 'rematch' AND payload ->> 'importId' = $1`,
    [body.id],
  );
  expect(told).toHaveLength(1);
  await system.startWorker();
  expect((await importState(system, body.id, ['in-review'])).rows.file).toBe(25);
  expect((await importFile(system, { content: callFile(calls) })).rows.file).toBe(25);
});
