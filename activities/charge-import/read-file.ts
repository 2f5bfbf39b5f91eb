import type { Database } from '../../prisma/client/database';
import {
  appendChunk,
  beginReading,
  failImport,
  finishReading,
  forgetRows,
  type ReadingJob,
  seenFrom,
} from '../../prisma/repositories/imports/reading';
import { DamagedFileError } from '../../domain/imports/stored-file';
import { warningsOfReading } from '../../domain/imports/warnings';
import type { ReadCheckpoint } from '../../domain/imports/read-row';
import { BadFileError } from '../../readers/bad-file-error';
import { type CallChunk, ReadAgain, readCalls } from '../../readers/read-calls';
import type { ChargeImportInput, ImportProgress } from '../../workflows/charge-import/contract';
import type { Reporting } from '../progress';
import { begun, chunksOf } from './chunks';
import type { ImportDependencies } from './dependencies';
import { importStep } from './import-step';
import { ReadOtherwiseError, verifiedFile, type VerifiedFile } from './verified-file';

/**
 * Reads the file into rows, chunk by chunk; a new attempt continues after the last committed chunk.
 * @throws DamagedFileError if the stored file is not the one received: none of its rows are kept. MissingFileError if
 * it is gone.
 * @throws Error if another attempt has taken over and has not finished: the latest attempt must see it through.
 */
export function readFileActivity(dependencies: ImportDependencies) {
  return async function readFile({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const read = async (database: Database, progress: Reporting) => {
      const job = await beginReading(database, importId);
      if (job) await readOrFail({ ...dependencies, database, progress }, job);
    };
    const found = await importStep(dependencies, { importId, doing: 'Reading the file', run: read });
    if (found.status === 'reading')
      throw new Error(`import ${importId}: another attempt has taken over the reading`);
    return found;
  };
}

type Reading = ImportDependencies & { progress: Reporting };

async function readOrFail(dependencies: Reading, job: ReadingJob): Promise<void> {
  const { checkpoint } = job;
  const file = verifiedFile(dependencies.files, job, {
    moved: () => dependencies.progress.alive(),
    before: checkpoint && { byteOffset: checkpoint.byteOffset, sha256: checkpoint.sha256Before },
  });
  try {
    const bad = await readChunks(dependencies, job, file).catch(badFile);
    if (!bad) return;
    // The uploader is told, permanently; but not if the damage came after the upload.
    await file.verify();
    const { code, message } = bad;
    const warnings = checkpoint?.noticed ? warningsOfReading(checkpoint.noticed) : [];
    await failImport(dependencies.database, job, { code, message }, warnings);
  } catch (error) {
    if (error instanceof ReadAgain) {
      const { checkpoint: from } = error;
      const anew = { ...job, checkpoint: from };
      if (await forgetRows(dependencies.database, job, from))
        await readOrFail(dependencies, { ...anew, seen: seenFrom(anew) });
      return;
    }
    // Some of its rows may already be written: a new attempt must not continue after them once the original is back.
    if (error instanceof DamagedFileError || error instanceof ReadOtherwiseError)
      await forgetRows(dependencies.database, job);
    throw error;
  }
}

function badFile(error: unknown): BadFileError {
  if (error instanceof BadFileError) return error;
  throw error;
}

/** How far a reading has come: what is committed, and the position in the file after it. */
export interface ReadingProgress {
  rows: number;
  bytes: number;
  totalBytes: number;
}

/**
 * Small enough that reading and writing alternate on one processor, run in parallel on two, and delay nothing else; and
 * that what is being read has been written before the garbage collector looks at it a second time.
 */
const rowsPerBatch = 250;
const bytesPerBatch = 250_000;

/** Tells a new attempt whether it continues after rows of the same file. */
const withDigest =
  (file: VerifiedFile) =>
  (batch: CallChunk, isLast: boolean): CallChunk => {
    const { checkpoint } = batch;
    if (isLast) {
      const sha256Before = file.sha256Before(checkpoint.byteOffset);
      return { ...batch, checkpoint: { ...checkpoint, sha256Before } };
    }
    file.passed(checkpoint.byteOffset);
    return batch;
  };

async function readChunks(
  { database, progress, rowsPerChunk = 20_000, log }: Reading,
  job: ReadingJob,
  file: VerifiedFile,
): Promise<void> {
  const { importId, attempt, definition, timeZone, currency, checkpoint, bytes: totalBytes } = job;
  const chunkRows = Math.min(rowsPerBatch, rowsPerChunk);
  const batches = readCalls(file, definition, {
    timeZone,
    currency,
    chunkRows,
    chunkBytes: bytesPerBatch,
    resumeAt: checkpoint ?? undefined,
  });
  const told = ({ nextRow, byteOffset }: { nextRow: number; byteOffset: number }): ReadingProgress => ({
    rows: nextRow - 1,
    bytes: byteOffset,
    totalBytes,
  });
  const reported = (written: ReadCheckpoint | null): boolean => {
    if (written) progress.report(told(written));
    return written !== null;
  };
  reported(checkpoint);
  let written = Promise.resolve(true);
  try {
    // The bytes before it are read and hashed first: no database session waits for that.
    const chunks = chunksOf(await begun(batches), rowsPerChunk, withDigest(file));
    for (let fromRow = checkpoint?.nextRow ?? 1, more = true; more; more = !chunks.done()) {
      progress.stopIfAsked();
      log('chunk begun', { importId, attempt, fromRow });
      const chunk = chunks.next();
      const before = written;
      written = appendChunk(database, job, fromRow, chunk.batches, before).then(reported);
      written.catch(() => undefined); // thrown below
      // Two connections in turn: while this chunk is read and sent, the one before is committed.
      if (!(await before)) return;
      const last = await Promise.race([chunk.taken, written]);
      if (typeof last === 'boolean') return;
      fromRow = last.checkpoint.nextRow;
    }
    if (await written) await finishReading(database, job);
  } finally {
    await batches.return(undefined); // closes the file, whatever the outcome
    await Promise.allSettled([written]);
  }
}
