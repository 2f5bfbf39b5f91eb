import { condition, continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import { isDecided, isOver } from '../../domain/charge-import';
import { activityOptions } from './activity-options';
import { guardConservation } from './conserved';
import type { ChargeImportActivities, ChargeImportStart, ImportProgress } from './contract';
import { hearPeople } from './hear-people';
import { createStanding } from './standing';

const { readFile } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Read the file into rows',
});
const { matchRows } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Match rows to Accounts',
});
const { postCharges } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Post the charges',
});

/** Reads a call-charges file, matches its rows, waits for one person to complete and another to approve, and posts the charges. */
export async function chargeImport(start: ChargeImportStart): Promise<ImportProgress | null> {
  const { importId } = start;
  const standing = createStanding();
  const over = () => standing.is(isOver);
  const decided = () => standing.is(isDecided);
  const conserved = guardConservation(standing, over);
  const { quiet, waiting } = hearPeople(start, { standing, conserved, decided });
  const run = async (phase: () => Promise<ImportProgress>) => standing.hear(await conserved(phase));

  await run(() => readFile({ importId }));
  if (!over()) await run(() => matchRows({ importId }));
  await condition(() => decided() || workflowInfo().continueAsNewSuggested);
  if (!decided()) {
    await quiet();
    await continueAsNew<typeof chargeImport>({ importId, waiting: waiting() });
  }
  if (!over()) await run(() => postCharges({ importId }));
  await quiet();
  return standing.latest();
}
