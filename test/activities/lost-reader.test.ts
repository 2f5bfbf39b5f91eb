import { appendChunk, beginReading, type Chunk, type ReadingJob } from '../../prisma/repositories/reading';
import { readCalls } from '../../readers/read-calls';
import { sample, upload } from '../setup/imports';
import { startSystem, type System } from '../setup/system';
import { Readable } from 'node:stream';

let system: System;
beforeAll(async () => {
  system = await startSystem({ worker: false });
}, 60_000);
afterAll(() => system.stop());

const name = 'call-logger-london-2026-05.csv';

async function chunksOf(job: ReadingJob): Promise<Chunk[]> {
  const source = { open: (from: number) => Readable.from([sample(name).subarray(from)]) };
  const chunks: Chunk[] = [];
  const { timeZone, currency } = job;
  for await (const chunk of readCalls(source, job.definition, { timeZone, currency, chunkRows: 100 }))
    chunks.push(chunk);
  return chunks;
}

const kept = async (importId: string) => {
  const [found] = await system.database.query(
    'SELECT count(*)::int AS rows, max(row_number) AS last FROM import_row WHERE import_id = $1',
    [importId],
  );
  return found;
};

it('lets only the newest attempt write, and that only where the last one committed', async () => {
  const { body } = await upload(system, { content: sample(name) });
  const lost = (await beginReading(system.database, body.id)) as ReadingJob;
  const [first, second, third] = (await chunksOf(lost)) as [Chunk, Chunk, Chunk];
  expect(await appendChunk(system.database, lost, first)).toBe(true);

  const newest = (await beginReading(system.database, body.id)) as ReadingJob;
  expect(newest).toMatchObject({ attempt: lost.attempt + 1, checkpoint: { nextRow: 101 }, rowsRead: 100 });
  expect(await appendChunk(system.database, lost, second)).toBe(false);
  expect(await kept(body.id)).toEqual({ rows: 100, last: 100 });
  expect(await appendChunk(system.database, newest, third)).toBe(false);
  expect(await appendChunk(system.database, newest, first)).toBe(false);
  expect(await appendChunk(system.database, newest, second)).toBe(true);
  expect(await kept(body.id)).toEqual({ rows: 200, last: 200 });
});
