import { CancelledFailure, Context } from '@temporalio/activity';
import type { Database } from '../prisma/client/database';

/** How a long activity tells that it lives and how far it is, and learns that it must stop. */
export interface Progress {
  /** @param details only what is committed: a new attempt may rely on it. */
  report(details?: unknown): void;
  /** @throws CancelledFailure when the worker shuts down or the workflow was cancelled. */
  stopIfAsked(): void;
  /** How often it has been begun, this time included. */
  attempt(): number;
}

/** Progress of the activity that runs now. */
export const progressOfActivity: Progress = {
  report: (details) => Context.current().heartbeat(details),
  stopIfAsked() {
    if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('asked to stop');
  },
  attempt: () => Context.current().info.attempt,
};

/** Of an activity that works on the rows of an import. */
export interface Reporting extends Progress {
  /** Told while one long statement runs, or nothing is committed yet: something moves. */
  alive(): void;
}

const beatMs = 3_000;

/**
 * Tells again and again that the activity lives, and how far it is, as long as something moves: the server at a long
 * statement, statements that end, or the work itself. Where nothing does, it falls silent, and is begun again
 * elsewhere.
 * @param work Is handed the database that tells of its statements.
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
