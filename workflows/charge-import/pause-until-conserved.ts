import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  defineSignal,
  isCancellation,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { finalFailures, importGone, importMessages } from './contract';
import type { TrackedProgress } from './progress';

export const goOn = defineSignal(importMessages.goOn);

/** Runs a step until it succeeds; if it cannot, reports why and pauses. */
export type PauseUntilConserved = <T>(step: () => Promise<T>) => Promise<T>;

/** The step is retried after this time even if nobody has repaired anything: doubled each time. */
const firstTryAgainMs = 20_000;
const longestTryAgainMs = 5 * 60_000;

/** The import is not in the database: there is nothing to do, and never will be. */
export class ImportGone extends Error {}

/** The import had ended before the step began: nothing depends on the step, and nobody will repair its cause. */
export class ImportEnded extends Error {}

/** After this many attempts, the next run has to continue. */
export class HistoryLong extends Error {}

/**
 * Guards steps against faults that no retry fixes: lost rows and pennies, a file that is gone. The workflow reports the
 * fault and pauses until somebody has repaired it and sends the signal `goOn`, or the import has ended; then the step
 * is retried, once. Temporary faults are retried after a while.
 * @throws ImportGone, ImportEnded, HistoryLong
 */
export function createConservationGuard(
  progress: TrackedProgress,
  isTerminal: () => boolean,
): PauseUntilConserved {
  let resumeCount = 0;
  setHandler(goOn, () => void (resumeCount += 1), {
    description: 'The cause has been repaired: try again at once',
  });

  return async function pauseUntilConserved(step) {
    for (let tries = 0; ; tries++) {
      const asked = resumeCount;
      const hadEnded = isTerminal();
      try {
        return await step();
      } catch (failure) {
        const { type, message } = causeOf(failure);
        if (type === importGone) throw new ImportGone();
        if (!(failure instanceof ActivityFailure) || isCancellation(failure)) throw failure;
        // Runs from before this patch have tried again at once, and again.
        if (hadEnded && patched('no-try-after-the-end')) throw new ImportEnded();
        // A signal during an attempt: the attempt may have begun before everything was repaired. Not so in runs from
        // before this patch.
        const before = resumeCount > asked && patched('go-on-while-trying') ? asked : resumeCount;
        const free = () => resumeCount > before || isTerminal() || workflowInfo().continueAsNewSuggested;
        const mended = progress.alarm(
          finalFailures.includes(type)
            ? `**stopped**: ${message}. Repair the cause, then send the signal \`goOn\`.`
            : `**not progressing** (${type || 'no answer in time'}): retried automatically; see the import's ` +
                `\`stopped\` and the worker's log.`,
        );
        if (finalFailures.includes(type)) await condition(free);
        else await condition(free, Math.min(longestTryAgainMs, firstTryAgainMs * 2 ** Math.min(tries, 10)));
        mended();
        if (workflowInfo().continueAsNewSuggested) throw new HistoryLong();
      }
    }
  };
}

function causeOf(failure: unknown): { type: string; message: string } {
  const cause = failure instanceof ActivityFailure ? failure.cause : null;
  const told = cause instanceof ApplicationFailure ? cause : null;
  return { type: told?.type ?? '', message: told?.message ?? '' };
}
