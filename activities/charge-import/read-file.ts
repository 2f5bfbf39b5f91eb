import {
  appendChunk,
  beginReading,
  failImport,
  finishReading,
  type ReadingJob,
} from '../../prisma/repositories/reading';
import { BadFileError } from '../../readers/bad-file-error';
import { readCalls } from '../../readers/read-calls';
import type { ChargeImportInput, ImportProgress } from '../../workflows/charge-import/contract';
import { whileReporting } from '../progress';
import { chunksOf } from './chunks';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';
import { notingStop } from './note-stop';

/**
 * Reads the file into rows, chunk by chunk; a new attempt goes on behind the last chunk that was committed.
 * @throws Error when another attempt has taken over and is not done: whoever is asked last must see it through.
 */
export function readFileActivity(dependencies: ImportDependencies) {
  return async function readFile({ importId }: ChargeImportInput): Promise<ImportProgress> {
    return whileReporting(dependencies, async (database, reporting) => {
      const read = async () => {
        const job = await beginReading(database, importId);
        if (job) await readOrFail({ ...dependencies, database, progress: reporting }, job);
      };
      const step = { database, importId, doing: 'Reading the file', attempt: reporting.attempt() };
      await notingStop(step, read);
      const found = await importProgress({ ...dependencies, database }, importId);
      if (found.status === 'reading')
        throw new Error(`import ${importId}: another attempt has taken over the reading`);
      return found;
    });
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

/** Small, so that reading and writing take turns on one processor and run side by side on two. */
const rowsPerBatch = 1_000;

async function readChunks(
  { database, files, progress, rowsPerChunk = 20_000, log }: ImportDependencies,
  job: ReadingJob,
): Promise<void> {
  const { importId, attempt, definition, timeZone, currency, checkpoint, sha256, bytes: totalBytes } = job;
  const source = { open: (fromByte: number) => files.open(sha256, fromByte) };
  const chunkRows = Math.min(rowsPerBatch, rowsPerChunk);
  const batches = readCalls(source, definition, {
    timeZone,
    currency,
    chunkRows,
    resumeAt: checkpoint ?? undefined,
  });
  const told = ({ nextRow, byteOffset }: { nextRow: number; byteOffset: number }): ReadingProgress => ({
    rows: nextRow - 1,
    bytes: byteOffset,
    totalBytes,
  });
  if (checkpoint) progress.report(told(checkpoint));
  const chunks = chunksOf(batches, rowsPerChunk);
  try {
    for (let fromRow = checkpoint?.nextRow ?? 1, more = true; more; more = !chunks.done()) {
      progress.stopIfAsked();
      log('chunk begun', { importId, attempt, fromRow });
      const written = await appendChunk(database, job, fromRow, chunks.next());
      if (!written) return;
      progress.report(told(written));
      fromRow = written.nextRow;
    }
    await finishReading(database, job);
  } finally {
    await batches.return(undefined); // closes the file, however this ended
  }
}
