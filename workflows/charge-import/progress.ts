import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { ImportStatus } from '../../domain/imports/import-states';
import type { ImportProgress } from './contract';
import { importDetails } from './current-details';

export interface TrackedProgress {
  latest: () => ImportProgress | null;
  /** Whether a property holds for its status; none holds until the first step has reported. */
  is: (rule: (status: ImportStatus) => boolean) => boolean;
  /** Runs a step, and records the state that it saw; ignored if a newer one is already known. */
  update: <T>(step: () => Promise<T>, seen: (result: T) => ImportProgress) => Promise<T>;
  /** Something to show next to it, such as a refusal; null removes it. */
  note: (text: string | null) => void;
  /** Why the import has stopped; the returned function removes it. */
  alarm: (text: string) => () => void;
}

/** The state of an import, as its workflow knows it, and as the Temporal UI shows it. */
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
 * A step that began after the last recorded one has seen at least the same state, whatever a restored database says;
 * parallel steps may end in a different order from that in which they read. Without revisions, in old histories, the
 * former rule applies.
 */
function isOlder(one: ImportProgress, latest: ImportProgress, beganAfter: boolean): boolean {
  if (one.revision === undefined || latest.revision === undefined) return one.asOf < latest.asOf;
  return !beganAfter && one.revision < latest.revision;
}
