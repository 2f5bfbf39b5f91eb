import type { Database } from '../../prisma/client/database';
import type { ImportProgress } from '../../workflows/charge-import/contract';
import { type Reporting, whileReporting } from '../progress';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';
import { notingStop } from './note-stop';

export interface ImportStep<T> {
  importId: string;
  /** What the step does, in words for people: "Reading the file". */
  doing: string;
  run: (database: Database, reporting: Reporting) => Promise<T>;
  /** Derived from the result: whether this step did the work. Always true where absent. */
  isDone?: (result: T) => boolean;
}

/**
 * Runs a step that works on the rows of an import. It heartbeats meanwhile, and records why the step failed if it
 * fails.
 */
export const importStep = <T>(
  dependencies: ImportDependencies,
  { importId, doing, run, isDone }: ImportStep<T>,
): Promise<ImportProgress> =>
  whileReporting(dependencies, async (database, reporting) => {
    const step = { database, importId, doing, attempt: reporting.attempt() };
    await notingStop(step, () => run(database, reporting), isDone);
    return importProgress({ ...dependencies, database }, importId);
  });
