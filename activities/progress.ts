import { CancelledFailure, Context } from '@temporalio/activity';
import type { Database } from '../prisma/client/database';

/** How a long activity heartbeats its progress, and learns that it must stop. */
export interface Progress {
  /** @param details Only what is committed: a new attempt may rely on it. */
  report(details?: unknown): void;
  /** @throws CancelledFailure when the worker shuts down or the workflow was cancelled. */
  stopIfAsked(): void;
  /** Number of the attempt, from 1. */
  attempt(): number;
}

/** Progress of the current activity. */
export const progressOfActivity: Progress = {
  report: (details) => Context.current().heartbeat(details),
  stopIfAsked() {
    if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('asked to stop');
  },
  attempt: () => Context.current().info.attempt,
};

/** Progress of an activity that works on the rows of an import. */
export interface Reporting extends Progress {
  /** Called while one long statement runs, or nothing is committed yet: something moves. */
  alive(): void;
}

const beatMs = 3_000;

/**
 * Heartbeats, with the current progress, as long as something moves: the server on a long statement, statements that
 * finish, or the work itself. When nothing moves, it stops, so that the activity is started again elsewhere.
 * @param work Is given a database that reports its statements.
 */
export async function whileReporting<T>(
  { progress, database }: { progress: Progress; database: Database },
  work: (database: Database, reporting: Reporting) => Promise<T>,
): Promise<T> {
  let latest: unknown;
  let moved = false;
  const alive = () => void (moved = true);
  const report = (details?: unknown) => {
    moved = false;
    progress.report((latest = details));
  };
  report();
  const beat = setInterval(() => moved && report(latest), beatMs);
  try {
    return await work(database.reportingTo(alive), { ...progress, report, alive });
  } finally {
    clearInterval(beat);
  }
}
