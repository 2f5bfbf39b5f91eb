import { CancelledFailure, Context } from '@temporalio/activity';

/** How a long activity tells that it lives and how far it is, and learns that it must stop. */
export interface Progress {
  /** @param details only what is committed: a new attempt may rely on it. */
  report(details?: unknown): void;
  /** @throws CancelledFailure when the worker shuts down or the workflow was cancelled. */
  stopIfAsked(): void;
}

/** Progress of the activity that runs now. */
export const progressOfActivity: Progress = {
  report: (details) => Context.current().heartbeat(details),
  stopIfAsked() {
    if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('asked to stop');
  },
};

const beatMs = 3_000;

/** Tells again and again that the activity lives, and how far it is, while one long statement runs. */
export async function whileReporting<T>(
  progress: Progress,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  let latest: unknown;
  const report = (details?: unknown) => progress.report((latest = details));
  report();
  const beat = setInterval(() => progress.report(latest), beatMs);
  try {
    return await work({ ...progress, report });
  } finally {
    clearInterval(beat);
  }
}
