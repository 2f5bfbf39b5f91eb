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
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';

/** Reads the file into rows, chunk by chunk; a new attempt goes on behind the last chunk that was committed. */
export function readFileActivity(dependencies: ImportDependencies) {
  const { database } = dependencies;
  return async function readFile({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const job = await beginReading(database, importId);
    if (job) {
      try {
        await readChunks(dependencies, job);
      } catch (error) {
        if (!(error instanceof BadFileError)) throw error;
        await failImport(database, job, { code: error.code, message: error.message });
      }
    }
    return importProgress(database, importId);
  };
}

async function readChunks(
  { database, files, progress, rowsPerChunk = 10_000, log }: ImportDependencies,
  job: ReadingJob,
): Promise<void> {
  const { importId, attempt, definition, timeZone, currency, checkpoint, sha256 } = job;
  const source = { open: (fromByte: number) => files.open(sha256, fromByte) };
  const options = { timeZone, currency, chunkRows: rowsPerChunk, resumeAt: checkpoint ?? undefined };
  let rows = job.rowsRead;
  for await (const chunk of readCalls(source, definition, options)) {
    progress.stopIfAsked();
    log('chunk begun', { importId, attempt, fromRow: chunk.rows[0]?.rowNumber ?? chunk.checkpoint.nextRow });
    if (!(await appendChunk(database, job, chunk))) return;
    rows += chunk.rows.length;
    progress.report({ rows });
  }
  await finishReading(database, job);
}
