import { beginPosting, finishPosting, postRange } from '../../prisma/repositories/posting';
import type { ChargeImportInput, ImportProgress } from '../../workflows/charge-import/contract';
import { type Progress, whileReporting } from '../progress';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';
import { tellingWhyItStops } from './why-it-stops';

const rowsPerRange = 20_000;

/** Posts an approved sheet range by range; nothing is visible to billing until the whole of it is there. */
export function postChargesActivity({ database, progress, log }: ImportDependencies) {
  return async function postCharges({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const post = async (reporting: Progress) => {
      const job = await beginPosting(database, importId);
      if (!job) return;
      for (let from = 1; from <= job.lastRow; from += rowsPerRange) {
        reporting.stopIfAsked();
        log('range begun', { importId, fromRow: from });
        await postRange(database, job, from, from + rowsPerRange - 1);
        reporting.report({ rows: Math.min(from + rowsPerRange - 1, job.lastRow), total: job.lastRow });
      }
      await finishPosting(database, job);
    };
    await whileReporting(progress, (reporting) =>
      tellingWhyItStops(database, importId, () => post(reporting)),
    );
    return importProgress(database, importId);
  };
}
