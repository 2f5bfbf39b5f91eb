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

/** Tells that the activity lives while one long statement runs. */
export async function whileReporting<T>(progress: Progress, work: () => Promise<T>): Promise<T> {
  progress.report();
  const beat = setInterval(() => progress.report(), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
