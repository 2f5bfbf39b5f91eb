import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { DecisionResult } from '../../domain/people/decision';
import { activityQueueHere } from '../activity-queue-here';
import { type DecideInput, readDecideInput, requireDecisionId } from '../decision/contract';
import { createInbox } from '../decision/inbox';
import { oneAtATime } from '../one-at-a-time';
import { type SendActivities, sendMessages, type SendToConnectStart } from './contract';

export const decide = defineUpdate<DecisionResult, [DecideInput]>(sendMessages.decide);
export const decideLater = defineSignal<[unknown]>(sendMessages.decide);
export const wake = defineSignal(sendMessages.wake);

export interface Heard {
  /** There is reason to look again. */
  wake: () => void;
  /** Something to show beside where it stands; null takes it away. */
  note: (text: string | null) => void;
}

/** Listens to what people decide, from the first moment to the last. Handlers never throw: the workflow would fail. */
export function hearPeople({ accountId, waiting = [] }: SendToConnectStart, heard: Heard) {
  const { applySendDecision } = proxyActivities<SendActivities>({
    taskQueue: activityQueueHere('decisions'),
    startToCloseTimeout: '1 minute',
    summary: 'Apply a decision',
    // What cannot be applied must not stand in the way of the next: pending decisions are told again.
    retry: {
      initialInterval: '500 milliseconds',
      maximumInterval: '10 seconds',
      maximumAttempts: 10,
    },
  });
  const inbox = createInbox({ read: readDecideInput, once: () => true, carried: waiting });

  const apply = async ({ decisionId }: DecideInput): Promise<DecisionResult> => {
    const outcome = await applySendDecision({ accountId, decisionId });
    heard.note(outcome.result === 'refused' ? `Refused: ${outcome.detail ?? outcome.problem}` : null);
    heard.wake();
    return outcome;
  };

  const settling = oneAtATime(async () => {
    while (!workflowInfo().continueAsNewSuggested) {
      const message = inbox.first();
      if (!message) return;
      await apply(message).then(
        () => inbox.remove(message),
        (error: unknown) => {
          heard.note(`A decision failed: ${String(error)}`);
          inbox.giveUp(message);
        },
      );
    }
  });

  setHandler(decide, apply, {
    validator: requireDecisionId,
    description: 'A decision of a person about what the look-up found, by its id',
  });
  setHandler(
    decideLater,
    (input) => {
      const ignored = inbox.take(input);
      if (ignored === null) return settling.ask();
      heard.note(`${ignored} Decide through the API.`);
    },
    {
      description:
        'The same, where no answer can be waited for. Only by the id of a decision that the API wrote down: by hand, decide through the API',
    },
  );
  setHandler(wake, heard.wake, { description: 'Try again now' });
  void settling.ask();
  return {
    /** Settles when everything that was heard is done, but for what waits for the next run where history has grown long. */
    quiet: () => condition(() => allHandlersFinished() && settling.idle()),
    /** Decisions that were not come to: the next run begins with them. */
    waiting: inbox.rest,
  };
}
