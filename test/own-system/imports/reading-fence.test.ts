import { Readable } from 'node:stream';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readFileActivity } from '../../../activities/charge-import/read-file';
import type { Progress } from '../../../activities/progress';
import type { FileStore } from '../../../connectors/file-store/file-store';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
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

/** More than is read at a time. */
const longCalls = 4_000;
const longFile = callFile(Array.from({ length: longCalls }, () => ({ code: 'NOBODY', sell: '0.100' })));

/** The bytes of a file; after the first of them, something else happens. */
async function* interrupted(bytes: Readable, by: () => Promise<unknown>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const block of bytes as AsyncIterable<Buffer>) {
    yield block;
    if (isFirst) await by();
    isFirst = false;
  }
}

interface Meanwhile {
  /** Before its rows are sent, and after that. */
  first?: () => Promise<unknown>;
  then?: () => Promise<unknown>;
  /** Whether the chunk before was written. */
  before?: Promise<boolean>;
}

/** @returns whether it was written. */
async function append(
  job: ReadingJob,
  chunk: ReadBatch | undefined,
  meanwhile: Meanwhile = {},
  database = system.database,
): Promise<boolean> {
  const batch = chunk as ReadBatch;
  const { first, then, before = Promise.resolve(true) } = meanwhile;
  async function* batches() {
    await first?.();
    yield batch;
    await then?.();
  }
  const written = appendChunk(database, job, batch.rows[0]?.rowNumber as number, batches(), before);
  return (await written) !== null;
}

const reading = (progress: Progress, through = (stored: FileStore) => stored) =>
  readFileActivity({
    database: system.database,
    files: through(createFolderStore(system.files)),
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

it('writes nothing where another attempt begins while its rows are sent', async () => {
  const importId = await received();
  const lost = await begin(importId);
  const [first] = await chunksOf(lost);
  expect(await append(lost, first, { then: () => begin(importId) })).toBe(false);
  expect(await rows(importId)).toHaveLength(0);
});

it('writes nothing where another attempt has written the same rows meanwhile', async () => {
  const importId = await received();
  const lost = await begin(importId);
  const [first] = await chunksOf(lost);
  const overtake = async () => append(await begin(importId), first);
  expect(await append(lost, first, { first: overtake })).toBe(false);
  expect(await rows(importId)).toHaveLength(10);
});

it('writes a chunk only after the one before', async () => {
  const importId = await received();
  const job = await begin(importId);
  const [first, second] = await chunksOf(job);
  const none = (before: Promise<boolean>) => append(job, second, { before });
  expect(await none(Promise.resolve(false))).toBe(false);
  await expect(none(Promise.reject(new Error('the one before failed')))).rejects.toThrow(
    'the one before failed',
  );
  expect(await rows(importId)).toHaveLength(0);
  let allSent: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (allSent = resolve));
  const written = append(job, second, {
    then: () => Promise.resolve(allSent()),
    before: sent.then(() => append(job, first)),
  });
  expect(await written).toBe(true);
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

it('knows the calls that come again, if it has read the file from its beginning', async () => {
  const twin = { code: 'NOBODY', number: '02079460999', sell: '0.100' };
  const { body } = await upload(system, {
    content: callFile([twin, ...calls, twin, { ...twin, time: '11:00:00' }]),
  });
  const steady = { stopIfAsked: () => undefined, report: () => undefined, attempt: () => 1 };
  await reading(steady)({ importId: body.id });
  const repeatedRows = (importId: string) =>
    system.database.query(
      `SELECT read_checkpoint -> 'repeatedRows' AS rows FROM charge_import WHERE id = $1`,
      [importId],
    );
  expect(await repeatedRows(body.id)).toEqual([{ rows: [1, 27] }]);

  const importId = await received();
  let reports = 0;
  const crash = () => {
    if (++reports === 2) throw new Error('crashed here');
  };
  await expect(reading({ ...steady, report: crash })({ importId })).rejects.toThrow('crashed here');
  await reading(steady)({ importId });
  expect(await repeatedRows(importId)).toEqual([{ rows: null }]);
});

it('is tried again where an older attempt has taken over and may not see it through', async () => {
  const { body } = await upload(system, { content: longFile });
  const importId = body.id;
  const steady = { stopIfAsked: () => undefined, report: () => undefined, attempt: () => 1 };
  // Once: the file may be opened more than once, and a late attempt would overtake the last reading, too.
  let overtaking: Promise<unknown> | undefined;
  const overtake = () => (overtaking ??= begin(importId));
  const overtaken = reading(steady, (stored) => ({
    ...stored,
    open: (sha256) => Readable.from(interrupted(stored.open(sha256), overtake)),
  }));
  await expect(overtaken({ importId })).rejects.toThrow('another attempt has taken over');
  await overtaking;
  expect((await rows(importId)).length).toBeLessThan(longCalls);
  expect(await reading(steady)({ importId })).toMatchObject({ status: 'matching', totalRows: longCalls });
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
  await frozen.query(
    `INSERT INTO import_row (import_id, row_number, line, raw, status) VALUES ($1, 1, 2, '', 'unmatched')`,
    [importId],
  );
  frozen.query(copyFrom('COPY import_row (import_id) FROM STDIN')).on('error', () => undefined);
  const database = openDatabase(system.databaseUrl, { changes: rowsTerms });
  const job = (await beginReading(database, importId)) as ReadingJob;
  const [first] = await chunksOf(job);
  expect(await append(job, first, {}, database)).toBe(true);
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
