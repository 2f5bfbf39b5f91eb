import type { Database } from '../../prisma/client/database';
import { postRange } from '../../prisma/repositories/charges/post-range';
import { beginPosting, finishPosting, notePosting } from '../../prisma/repositories/charges/posting';
import type { ChargeImportInput, ImportProgress } from '../../workflows/charge-import/contract';
import { withConcurrency } from '../with-concurrency';
import type { Progress } from '../progress';
import type { ImportDependencies } from './dependencies';
import { importStep } from './import-step';

const rowsPerRange = 20_000;
const noteEveryMs = 10_000;
/** Ranges posted at the same time. */
const concurrency = 4;

/** Posts an approved sheet in ranges; billing sees nothing until all of it is posted. */
export function postChargesActivity(dependencies: ImportDependencies) {
  const { log } = dependencies;
  return async function postCharges({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const post = async (database: Database, reporting: Progress) => {
      const job = await beginPosting(database, importId);
      if (!job) return;
      const { lastRow: total } = job;
      let rows = 0;
      let noted = performance.now();
      await withConcurrency(rangesOf(total), concurrency, async (fromRow) => {
        reporting.stopIfAsked();
        log('range begun', { importId, fromRow });
        await postRange(database, job, { fromRow, toRow: fromRow + rowsPerRange - 1 });
        rows += Math.min(rowsPerRange, total - fromRow + 1);
        reporting.report({ rows, total });
        if (performance.now() - noted < noteEveryMs) return;
        noted = performance.now();
        await notePosting(database, job).catch(() => undefined); // the next attempt will
      });
      await finishPosting(database, job);
    };
    return importStep(dependencies, { importId, doing: 'Posting the charges', run: post });
  };
}

const rangesOf = (lastRow: number): number[] =>
  Array.from({ length: Math.ceil(lastRow / rowsPerRange) }, (_, at) => at * rowsPerRange + 1);
