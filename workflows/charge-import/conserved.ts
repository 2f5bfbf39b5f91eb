import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  defineSignal,
  setHandler,
} from '@temporalio/workflow';
import { conservationBroken } from './contract';

export const goOn = defineSignal('goOn');

/**
 * Guards phases against lost rows and pennies: when an activity finds some missing, the workflow says so and stands still until
 * somebody has mended it and sends the signal `goOn`; then the phase is tried again.
 */
export function guardConservation(onAlarm: (message: string) => void) {
  let goneOn = 0;
  setHandler(goOn, () => void (goneOn += 1), { description: 'What was found missing is mended: try again' });

  return async function conserved<T>(phase: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await phase();
      } catch (failure) {
        const alarm = alarmOf(failure);
        if (!alarm) throw failure;
        const before = goneOn;
        onAlarm(alarm);
        await condition(() => goneOn > before);
      }
    }
  };
}

/** What is missing and what to do, where that is why an activity failed; else null. */
export function alarmOf(failure: unknown): string | null {
  const cause = failure instanceof ActivityFailure ? failure.cause : null;
  if (!(cause instanceof ApplicationFailure) || cause.type !== conservationBroken) return null;
  return `**stopped**: ${cause.message}. Mend it, then send the signal \`goOn\`.`;
}
