import {
  appendChunk,
  beginReading,
  type Chunk,
  failImport,
  finishReading,
  type ReadChunk,
  type ReadingJob,
  readyToWrite,
} from '../../prisma/repositories/reading';
import { BadFileError } from '../../readers/bad-file-error';
import { readCalls } from '../../readers/read-calls';
import type { ChargeImportInput, ImportProgress } from '../../workflows/charge-import/contract';
import { oneAhead } from '../one-ahead';
import { whileReporting } from '../progress';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';

/**
 * Reads the file into rows, chunk by chunk; a new attempt goes on behind the last chunk that was committed.
 * @throws Error when another attempt has taken over and is not done: whoever is asked last must see it through.
 */
export function readFileActivity(dependencies: ImportDependencies) {
  const { database, progress } = dependencies;
  return async function readFile({ importId }: ChargeImportInput): Promise<ImportProgress> {
    await whileReporting(progress, async (reporting) => {
      const job = await beginReading(database, importId);
      if (job) await readOrFail({ ...dependencies, progress: reporting }, job);
    });
    const found = await importProgress(dependencies, importId);
    if (found.status === 'reading')
      throw new Error(`import ${importId}: another attempt has taken over the reading`);
    return found;
  };
}

async function readOrFail(dependencies: ImportDependencies, job: ReadingJob): Promise<void> {
  try {
    await readChunks(dependencies, job);
  } catch (error) {
    if (!(error instanceof BadFileError)) throw error;
    await failImport(dependencies.database, job, { code: error.code, message: error.message });
  }
}

/** How far a reading is: what is committed, and the place in the file behind it. */
export interface ReadingProgress {
  rows: number;
  bytes: number;
  totalBytes: number;
}

async function readChunks(
  { database, files, progress, rowsPerChunk = 20_000, log }: ImportDependencies,
  job: ReadingJob,
): Promise<void> {
  const { importId, attempt, definition, timeZone, currency, checkpoint, sha256, bytes: totalBytes } = job;
  const source = { open: (fromByte: number) => files.open(sha256, fromByte) };
  const options = { timeZone, currency, chunkRows: rowsPerChunk, resumeAt: checkpoint ?? undefined };
  const told = ({ nextRow, byteOffset }: { nextRow: number; byteOffset: number }): ReadingProgress => ({
    rows: nextRow - 1,
    bytes: byteOffset,
    totalBytes,
  });
  if (checkpoint) progress.report(told(checkpoint));
  const write = async (chunk: Chunk): Promise<boolean> => {
    progress.stopIfAsked();
    log('chunk begun', { importId, attempt, fromRow: chunk.firstRow });
    const written = await appendChunk(database, job, chunk);
    if (written) progress.report(told(chunk.checkpoint));
    return written;
  };
  if (await oneAhead(chunks(readCalls(source, definition, options)), write))
    await finishReading(database, job);
}

async function* chunks(read: AsyncIterable<ReadChunk>): AsyncGenerator<Chunk> {
  for await (const chunk of read) yield readyToWrite(chunk);
}
