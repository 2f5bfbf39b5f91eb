import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { activityOptions } from './activity-options';
import { guardConservation } from './conserved';
import type { ChargeImportActivities, ChargeImportStart, ImportProgress, ImportStatus } from './contract';
import { importDetails } from './current-details';
import { hearPeople } from './hear-people';

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

const over: ImportStatus[] = ['cancelled', 'failed', 'posted', 'voided'];
const decidedUpon: ImportStatus[] = ['approved', 'posting', ...over];

/** Reads a call-charges file, matches its rows, waits for one person to complete and another to approve, and posts the charges. */
export async function chargeImport(start: ChargeImportStart): Promise<ImportProgress> {
  const { importId } = start;
  let latest: ImportProgress | null = null;
  let note: string | null = null;
  const show = () => {
    if (latest) setCurrentDetails(importDetails(latest, note));
    else if (note) setCurrentDetails(note);
  };
  const onProgress = (progress: ImportProgress) => {
    latest = progress;
    tellSearch(progress);
    show();
  };
  const onNote = (text: string) => {
    note = text;
    show();
  };
  const conserved = guardConservation(onNote);
  const run = async (phase: () => Promise<ImportProgress>) => {
    const before = latest;
    const progress = await conserved(phase);
    // What a person decided meanwhile is newer than what the phase saw at its end.
    if (latest === before) onProgress(progress);
    return progress;
  };
  const hearing = hearPeople(start, { onProgress, onNote });

  let progress = await run(() => readFile({ importId }));
  if (!over.includes(progress.status)) progress = await run(() => matchRows({ importId }));
  const status = () => latest?.status ?? progress.status;
  await condition(() => decidedUpon.includes(status()) || workflowInfo().continueAsNewSuggested);
  if (!decidedUpon.includes(status())) {
    await condition(allHandlersFinished);
    await continueAsNew<typeof chargeImport>({ importId, waiting: hearing.waiting() });
  }
  if (!over.includes(status())) await run(() => postCharges({ importId }));
  await condition(allHandlersFinished);
  return latest ?? progress;
}

function tellSearch({ status, totalRows, unmatchedRows }: ImportProgress): void {
  upsertSearchAttributes({
    ImportStatus: [status],
    TotalRows: [totalRows],
    UnmatchedRows: [unmatchedRows],
  });
}
