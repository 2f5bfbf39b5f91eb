import { condition, continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import { activityOptions } from './activity-options';
import { guardConservation } from './conserved';
import type { ChargeImportActivities, ChargeImportStart, ImportProgress, ImportStatus } from './contract';
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

const over: (ImportStatus | null)[] = ['cancelled', 'failed', 'posted', 'voided'];
const decidedUpon: (ImportStatus | null)[] = ['approved', 'posting', ...over];

/** Reads a call-charges file, matches its rows, waits for one person to complete and another to approve, and posts the charges. */
export async function chargeImport(start: ChargeImportStart): Promise<ImportProgress | null> {
  const { importId } = start;
  const standing = createStanding();
  const isOver = () => over.includes(standing.status());
  const isDecided = () => decidedUpon.includes(standing.status());
  const conserved = guardConservation(standing, isOver);
  const { quiet, waiting } = hearPeople(start, { standing, conserved, isDecided });
  const run = async (phase: () => Promise<ImportProgress>) => standing.hear(await conserved(phase));

  await run(() => readFile({ importId }));
  if (!isOver()) await run(() => matchRows({ importId }));
  await condition(() => isDecided() || workflowInfo().continueAsNewSuggested);
  if (!isDecided()) {
    await quiet();
    await continueAsNew<typeof chargeImport>({ importId, waiting: waiting() });
  }
  if (!isOver()) await run(() => postCharges({ importId }));
  await quiet();
  return standing.latest();
}
