import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { isDecided, isTerminal } from '../../domain/imports/import-states';
import { importActivities } from './activity-options';
import type { ChargeImportStart, ImportProgress } from './contract';
import { registerMessageHandlers } from './message-handlers';
import { trackProgress } from './progress';
import { createConservationGuard, HistoryLong, ImportEnded, ImportGone } from './pause-until-conserved';

const asSeen = (progress: ImportProgress) => progress;

/**
 * Reads a call-charges file, matches its rows, waits for one person to complete and another to approve, and posts the
 * charges.
 */
export async function chargeImport(start: ChargeImportStart): Promise<ImportProgress | null> {
  const { importId } = start;
  const { readFile } = importActivities('files', 'Read the file into rows');
  const { matchRows } = importActivities('files', 'Match rows to Accounts');
  const { postCharges } = importActivities('files', 'Post the charges');
  const progress = trackProgress();
  const hasEnded = () => progress.is(isTerminal);
  const decided = () => progress.is(isDecided);
  const pauseUntilConserved = createConservationGuard(progress, hasEnded);
  const { drain, pending } = registerMessageHandlers(start, {
    progress,
    pauseUntilConserved,
    isDecided: decided,
  });
  const run = (phase: () => Promise<ImportProgress>) =>
    progress.update(() => pauseUntilConserved(phase), asSeen);

  try {
    await run(() => readFile({ importId }));
    if (!hasEnded()) await run(() => matchRows({ importId }));
    await condition(() => decided() || workflowInfo().continueAsNewSuggested);
    if (!decided()) throw new HistoryLong();
    if (!hasEnded()) await run(() => postCharges({ importId }));
  } catch (error) {
    if (error instanceof HistoryLong) {
      await drain();
      await continueAsNew<typeof chargeImport>({ importId, ...pending() });
    }
    if (error instanceof ImportGone)
      progress.note(
        'The import is not in the database: there is nothing to do. Was an older state restored?',
      );
    else if (!(error instanceof ImportEnded)) throw error;
  }
  await drain();
  return progress.latest();
}
