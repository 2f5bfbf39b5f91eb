import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { ImportStatus } from '../../domain/charge-import';
import type { ImportProgress } from './contract';
import { importDetails } from './current-details';

export interface Standing {
  latest: () => ImportProgress | null;
  /** Whether that holds for its status; nothing holds until the first step has told. */
  is: (rule: (status: ImportStatus) => boolean) => boolean;
  /** What a step saw; where something newer is known already, it is left out. */
  hear: (progress: ImportProgress) => void;
  /** Something to show beside it, such as a refusal; null takes it away. */
  note: (text: string | null) => void;
  /** Why the import stands still; the function returned takes it away. */
  alarm: (text: string) => () => void;
}

/** Where an import stands, as its workflow knows it, and as the Temporal UI shows it. */
export function createStanding(): Standing {
  let latest: ImportProgress | null = null;
  let note: string | null = null;
  let alarms: { text: string }[] = [];
  const show = () => {
    const beside = [...alarms.map(({ text }) => text), ...(note === null ? [] : [note])];
    setCurrentDetails(importDetails(latest, beside));
  };
  return {
    latest: () => latest,
    is: (rule) => latest !== null && rule(latest.status),
    hear(progress) {
      if (latest && progress.asOf < latest.asOf) return;
      latest = progress;
      upsertSearchAttributes({
        ImportStatus: [progress.status],
        TotalRows: [progress.totalRows],
        UnmatchedRows: [progress.unmatchedRows],
      });
      show();
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
