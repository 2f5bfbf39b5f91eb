import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readFileActivity } from '../../../activities/charge-import/read-file';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
import { callFile } from '../../setup/calls';
import { upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';
import type { Untyped } from '../../setup/untyped';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const calls = Array.from({ length: 25 }, (_, index) => ({ code: 'NOBODY', sell: `0.${100 + index}` }));

/** So long that its end is not at hand while its first rows are read and written. */
const longFile = () => callFile(Array.from({ length: 2_000 }, () => ({ code: 'NOBODY', sell: '0.100' })));

/** An import that has come in, and its file in the store. */
async function received(content: string = callFile(calls)) {
  const { body } = await upload(system, { content });
  const importId = body.id;
  const [kept] = await system.database.query<{ sha256: string }>(
    'SELECT file_sha256 AS sha256 FROM charge_import WHERE id = $1',
    [importId],
  );
  const { sha256 } = kept as { sha256: string };
  const place = path.join(system.files, sha256.slice(0, 2), sha256);
  return { importId, place, original: await readFile(place) };
}

/** Reads it, ten rows at a time. @param crashAfter How many chunks are committed before the attempt breaks off. */
function read(importId: string, crashAfter = Infinity) {
  let reports = 0;
  const progress = {
    stopIfAsked: () => undefined,
    attempt: () => 1,
    report(details?: unknown) {
      if (details && ++reports === crashAfter) throw new Error('crashed here');
    },
  };
  return readFileActivity({
    database: system.database,
    files: createFolderStore(system.files),
    progress,
    rowsPerChunk: 10,
    apiUrl: null,
    allowUnverifiedDecisions: false,
    log: () => undefined,
  })({ importId });
}

/** The import as the database has it, and what its rows come to. */
async function stateOf(importId: string) {
  const [state] = await system.database.query<Untyped>(
    `SELECT status, read_checkpoint AS checkpoint, file_rows::int AS "fileRows",
       file_sell::float8 AS "fileSell", failure,
       (SELECT count(*)::int FROM import_row WHERE import_id = $1) AS rows,
       (SELECT coalesce(sum(sell), 0)::float8 FROM import_row WHERE import_id = $1) AS sell
     FROM charge_import WHERE id = $1`,
    [importId],
  );
  return state;
}

const untouched = {
  status: 'reading',
  checkpoint: null,
  fileRows: 0,
  fileSell: 0,
  rows: 0,
  sell: 0,
  failure: null,
};
const whole = { status: 'matching', fileRows: 25, fileSell: 2.8, rows: 25, sell: 2.8, failure: null };

const withText = (found: string, other: string) => (original: Buffer) =>
  Buffer.from(original.toString().replace(found, other));
const dearer = withText('0.100', '9.100');
const damages: [string, string, (original: Buffer) => Buffer][] = [
  ['another amount in its first row', 'bytes are not the ones received', dearer],
  ['another amount in its last row', 'bytes are not the ones received', withText('0.124', '0.924')],
  ['its last rows missing', 'only', (original) => original.subarray(0, original.length - 200)],
  ['a row more', 'longer than', (original) => Buffer.concat([original, original.subarray(-80)])],
  ['nothing in it', 'only 0 of', () => Buffer.alloc(0)],
  ['another header', 'bytes are not the ones received', withText('Client Amount', 'Cliemt Amount')],
  ['a header alone', 'only', (original) => original.subarray(0, original.indexOf('\n'))],
];

describe('a file that was damaged after it came in', () => {
  it.each(damages)('gives no rows, until the original is back: %s', async (_what, found, damage) => {
    const { importId, place, original } = await received();
    await writeFile(place, damage(original));
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(read(importId)).rejects.toMatchObject({
        name: 'DamagedFileError',
        message: expect.stringContaining(found),
      });
      expect(await stateOf(importId)).toEqual(untouched);
    }
    await writeFile(place, original);
    await read(importId);
    expect(await stateOf(importId)).toMatchObject(whole);
  });

  it.each(damages.slice(0, 5))('between two attempts, too: %s', async (_what, found, damage) => {
    const { importId, place, original } = await received();
    await expect(read(importId, 1)).rejects.toThrow('crashed here');
    expect(await stateOf(importId)).toMatchObject({ rows: 10, fileRows: 10 });
    await writeFile(place, damage(original));
    // Where the damage is in what was read before, that is forgotten first.
    await expect(read(importId)).rejects.toThrow();
    await expect(read(importId)).rejects.toThrow(found);
    expect(await stateOf(importId)).toEqual(untouched);
    await writeFile(place, original);
    await read(importId);
    expect(await stateOf(importId)).toMatchObject(whole);
  });

  it('is not failed as a bad one, though its end was not read', async () => {
    const { importId, place, original } = await received(longFile());
    await writeFile(place, withText('Client Amount', 'Cliemt Amount')(original));
    await expect(read(importId)).rejects.toThrow('bytes are not the ones received');
    expect(await stateOf(importId)).toEqual(untouched);
  });

  it('leaves nothing of what an attempt before wrote of it', async () => {
    const { importId, place, original } = await received(longFile());
    await writeFile(place, dearer(original));
    await expect(read(importId, 1)).rejects.toThrow('crashed here');
    expect(await stateOf(importId)).toMatchObject({ rows: 10, sell: 10 });
    await expect(read(importId)).rejects.toThrow('bytes are not the ones received');
    expect(await stateOf(importId)).toEqual(untouched);
    await writeFile(place, original);
    await read(importId);
    expect(await stateOf(importId)).toMatchObject({
      status: 'matching',
      rows: 2_000,
      fileRows: 2_000,
      sell: 200,
    });
  });
});

it('reads anew where what an attempt before had read was damaged, and the original is back', async () => {
  const { importId, place, original } = await received(longFile());
  await writeFile(place, dearer(original));
  await expect(read(importId, 1)).rejects.toThrow('crashed here');
  expect(await stateOf(importId)).toMatchObject({ rows: 10, sell: 10 });
  await writeFile(place, original);
  await expect(read(importId)).rejects.toMatchObject({ name: 'ReadOtherwiseError' });
  await read(importId);
  expect(await stateOf(importId)).toMatchObject({
    status: 'matching',
    rows: 2_000,
    fileRows: 2_000,
    sell: 200,
  });
});

it('is replaced by the same file that is sent again', async () => {
  const { importId, place, original } = await received();
  await writeFile(place, Buffer.alloc(original.length, 'x'));
  const { status } = await upload(system, {
    content: original,
    fields: { allowRepeat: 'the kept one is damaged' },
  });
  expect(status).toBe(202);
  await read(importId);
  expect(await stateOf(importId)).toMatchObject({ status: 'matching' });
});

it('says that the file is missing, keeps what was read of it, and goes on once it is back', async () => {
  const { importId, place, original } = await received();
  await expect(read(importId, 1)).rejects.toThrow('crashed here');
  await rm(place);
  await expect(read(importId)).rejects.toMatchObject({ name: 'MissingFileError' });
  expect(await stateOf(importId)).toMatchObject({ status: 'reading', rows: 10 });
  await writeFile(place, original);
  await read(importId);
  expect(await stateOf(importId)).toMatchObject(whole);
});

it('fails a bad file, which is as it came in', async () => {
  const { importId } = await received('no header at all\nnor here\n');
  expect(await read(importId)).toMatchObject({ status: 'failed' });
  expect(await stateOf(importId)).toMatchObject({ status: 'failed', failure: { code: 'columns-missing' } });
});
