import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { isDecided, isOver } from '../../domain/imports/import-states';
import { importActivities } from './activity-options';
import type { ChargeImportStart, ImportProgress } from './contract';
import { hearPeople } from './message-handlers';
import { createStanding } from './progress';
import { guardSteps, HistoryLong, ImportGone } from './pause-until-conserved';

const asSeen = (progress: ImportProgress) => progress;

/** Reads a call-charges file, matches its rows, waits for one person to complete and another to approve, and posts the charges. */
export async function chargeImport(start: ChargeImportStart): Promise<ImportProgress | null> {
  const { importId } = start;
  const { readFile } = importActivities('files', 'Read the file into rows');
  const { matchRows } = importActivities('files', 'Match rows to Accounts');
  const { postCharges } = importActivities('files', 'Post the charges');
  const standing = createStanding();
  const over = () => standing.is(isOver);
  const decided = () => standing.is(isDecided);
  const conserved = guardSteps(standing, over);
  const { quiet, rest } = hearPeople(start, { standing, conserved, decided });
  const run = (phase: () => Promise<ImportProgress>) => standing.follow(() => conserved(phase), asSeen);

  try {
    await run(() => readFile({ importId }));
    if (!over()) await run(() => matchRows({ importId }));
    await condition(() => decided() || workflowInfo().continueAsNewSuggested);
    if (!decided()) throw new HistoryLong();
    if (!over()) await run(() => postCharges({ importId }));
  } catch (error) {
    if (error instanceof HistoryLong) {
      await quiet();
      await continueAsNew<typeof chargeImport>({ importId, ...rest() });
    }
    if (!(error instanceof ImportGone)) throw error;
    standing.note('The import is not in the database: nothing is to be done. Was an older state restored?');
  }
  await quiet();
  return standing.latest();
}
