import { defineSignal, defineUpdate, setHandler, workflowInfo } from '@temporalio/workflow';
import type { DecisionResult } from '../../domain/people/decision';
import { oneAtATime } from '../one-at-a-time';
import { type DecideInput, decideMessage, requireDecisionId } from './contract';
import { createInbox, type InboxOptions } from './inbox';

type Apply<Outcome> = (input: DecideInput) => Promise<Outcome>;

export interface DecisionHandlerOptions<Message, Outcome extends DecisionResult> {
  /** Applies a recorded decision by its id; called again, it returns the first outcome. */
  apply: Apply<Outcome>;
  /** Handles a message of the inbox. @param apply As above; it also shows a refusal. */
  applyMessage: (message: Message, apply: Apply<Outcome>) => Promise<unknown>;
  inbox: InboxOptions<Message>;
  /** Shows something next to the workflow's state; null removes it. */
  note: (text: string | null) => void;
  /** Whether messages are applied although history has grown long: no further run will follow. */
  isLastRun?: () => boolean;
  /** What the Temporal UI says about them. */
  descriptions: { update: string; signal: string };
  /** What the sender of an ignored Signal should do instead. */
  wayOut?: string;
}

export interface DecisionHandlers<Message> {
  /** Applies what is waiting in the inbox, in order. Resolves when nothing is left that this run may do. */
  applyPending: () => Promise<void>;
  isIdle: () => boolean;
  /** What was not reached: the next run begins with it. */
  pending: () => Message[];
}

/**
 * Receives people's decisions: by an Update, which is answered, and by a Signal, which is queued in an inbox. Handlers
 * never throw: that would fail the workflow. What an earlier run left is applied once `applyPending` is called, after
 * all handlers are registered.
 */
export function registerDecisionHandlers<Message, Outcome extends DecisionResult>({
  note,
  isLastRun = () => false,
  descriptions,
  wayOut,
  ...options
}: DecisionHandlerOptions<Message, Outcome>): DecisionHandlers<Message> {
  const inbox = createInbox(options.inbox);
  const apply = async (input: DecideInput): Promise<Outcome> => {
    const outcome = await options.apply(input);
    note(outcome.result === 'refused' ? `Refused: ${outcome.detail ?? outcome.problem}` : null);
    return outcome;
  };
  const inTurn = oneAtATime(async () => {
    while (isLastRun() || !workflowInfo().continueAsNewSuggested) {
      const message = inbox.first();
      if (!message) return;
      await options.applyMessage(message, apply).then(
        () => inbox.remove(message),
        (error: unknown) => {
          note(`A decision failed: ${String(error)}`);
          inbox.giveUp(message);
        },
      );
    }
  });

  setHandler(defineUpdate<Outcome, [DecideInput]>(decideMessage), apply, {
    validator: requireDecisionId,
    description: descriptions.update,
  });
  setHandler(
    defineSignal<[unknown]>(decideMessage),
    (input) => {
      const ignored = inbox.take(input);
      if (ignored === null) return inTurn.ask();
      note(wayOut ? `${ignored} ${wayOut}` : ignored);
    },
    { description: descriptions.signal },
  );
  return { applyPending: inTurn.ask, isIdle: inTurn.idle, pending: inbox.rest };
}
