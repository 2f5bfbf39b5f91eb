import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  defineSignal,
  setHandler,
} from '@temporalio/workflow';
import { conservationBroken, importMessages } from './contract';
import type { Standing } from './standing';

export const goOn = defineSignal(importMessages.goOn);

/** Runs a step; where it finds rows or pennies missing, stands still until somebody has mended it. */
export type Conserved = <T>(step: () => Promise<T>) => Promise<T>;

/**
 * Guards steps against lost rows and pennies: when an activity finds some missing, the workflow says so and stands still
 * until somebody has mended it and sends the signal `goOn`, or the import is over; then the step is tried again.
 */
export function guardConservation(standing: Standing, isOver: () => boolean): Conserved {
  let goneOn = 0;
  setHandler(goOn, () => void (goneOn += 1), { description: 'What was found missing is mended: try again' });

  return async function conserved(step) {
    for (;;) {
      try {
        return await step();
      } catch (failure) {
        const missing = whatIsMissing(failure);
        if (missing === null) throw failure;
        const before = goneOn;
        const mended = standing.alarm(`**stopped**: ${missing}. Mend it, then send the signal \`goOn\`.`);
        await condition(() => goneOn > before || isOver());
        mended();
      }
    }
  };
}

function whatIsMissing(failure: unknown): string | null {
  const cause = failure instanceof ActivityFailure ? failure.cause : null;
  return cause instanceof ApplicationFailure && cause.type === conservationBroken ? cause.message : null;
}
