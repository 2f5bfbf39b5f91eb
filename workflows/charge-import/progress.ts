import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { ImportStatus } from '../../domain/imports/import-states';
import type { ImportProgress } from './contract';
import { importDetails } from './current-details';

export interface TrackedProgress {
  latest: () => ImportProgress | null;
  /** Whether that holds for its status; nothing holds until the first step has told. */
  is: (rule: (status: ImportStatus) => boolean) => boolean;
  /** Runs a step, and takes what it saw of the import; where something newer is known already, it is left out. */
  update: <T>(step: () => Promise<T>, seen: (result: T) => ImportProgress) => Promise<T>;
  /** Something to show beside it, such as a refusal; null takes it away. */
  note: (text: string | null) => void;
  /** Why the import stands still; the function returned takes it away. */
  alarm: (text: string) => () => void;
}

/** Where an import stands, as its workflow knows it, and as the Temporal UI shows it. */
export function trackProgress(): TrackedProgress {
  let latest: ImportProgress | null = null;
  let taken = 0;
  let note: string | null = null;
  let alarms: { text: string }[] = [];
  const show = () => {
    const beside = [...alarms.map(({ text }) => text), ...(note === null ? [] : [note])];
    setCurrentDetails(importDetails(latest, beside));
  };
  const take = (progress: ImportProgress) => {
    latest = progress;
    taken += 1;
    upsertSearchAttributes({
      ImportStatus: [progress.status],
      TotalRows: [progress.totalRows],
      UnmatchedRows: [progress.unmatchedRows],
    });
    show();
  };
  return {
    latest: () => latest,
    is: (rule) => latest !== null && rule(latest.status),
    async update(step, seen) {
      const before = taken;
      const result = await step();
      const progress = seen(result);
      if (latest === null || !isOlder(progress, latest, taken === before)) take(progress);
      return result;
    },
    note(text) {
      note = text;
      show();
    },
    alarm(text) {
      const raised = { text };
      alarms = [...alarms, raised];
      show();
      return () => {
        alarms = alarms.filter((other) => other !== raised);
        show();
      };
    },
  };
}

/**
 * A step that began after the last one was taken has seen no less than that one, whatever a restored database says;
 * steps side by side may end in another order than they looked. Without revisions, in old histories, as it was
 * decided then.
 */
function isOlder(one: ImportProgress, latest: ImportProgress, beganAfter: boolean): boolean {
  if (one.revision === undefined || latest.revision === undefined) return one.asOf < latest.asOf;
  return !beganAfter && one.revision < latest.revision;
}
