import {
  allHandlersFinished,
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import { activityQueueHere } from '../activity-queue-here';
import { type DecideInput, readDecideInput } from '../decision/contract';
import { registerDecisionHandlers } from '../decision/decision-handlers';
import { type SendActivities, sendMessages, type SendToConnectStart } from './contract';

const wake = defineSignal(sendMessages.wake);

export interface HandlerContext {
  /** There is a reason to look again. */
  wake: () => void;
  /** Something to show next to its state; null removes it. */
  note: (text: string | null) => void;
}

export interface MessageHandlers {
  /** Resolves when every message has been handled, except those left to the next run because history has grown long. */
  drain: () => Promise<void>;
  /** Decisions that were not reached: the next run begins with them. */
  pending: () => DecideInput[];
}

/** Registers the handlers for people's decisions and for wake-ups, for the whole life of the workflow. */
export function registerMessageHandlers(
  { accountId, waiting = [] }: SendToConnectStart,
  context: HandlerContext,
): MessageHandlers {
  const { applySendDecision } = proxyActivities<SendActivities>({
    taskQueue: activityQueueHere('decisions'),
    startToCloseTimeout: '1 minute',
    summary: 'Apply a decision',
    // A decision that cannot be applied must not block the next: pending decisions are signalled again.
    retry: {
      initialInterval: '500 milliseconds',
      maximumInterval: '10 seconds',
      maximumAttempts: 10,
    },
  });
  const decisions = registerDecisionHandlers({
    async apply({ decisionId }) {
      const outcome = await applySendDecision({ accountId, decisionId });
      context.wake();
      return outcome;
    },
    applyMessage: (message, apply) => apply(message),
    inbox: { read: readDecideInput, once: () => true, carried: waiting },
    note: context.note,
    descriptions: {
      update: "A person's decision about what the look-up found, by its id",
      signal:
        'The same, when no answer can be waited for. Only by the id of a decision that the API wrote ' +
        'down: by hand, decide through the API',
    },
    wayOut: 'Decide through the API.',
  });
  setHandler(wake, context.wake, { description: 'Try again now' });
  void decisions.applyPending();
  return {
    drain: () => condition(() => allHandlersFinished() && decisions.isIdle()),
    pending: decisions.pending,
  };
}
