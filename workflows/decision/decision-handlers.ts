import { defineSignal, defineUpdate, setHandler, workflowInfo } from '@temporalio/workflow';
import type { DecisionResult } from '../../domain/people/decision';
import { oneAtATime } from '../one-at-a-time';
import { type DecideInput, decideMessage, requireDecisionId } from './contract';
import { createInbox, type InboxOptions } from './inbox';

type Apply<Outcome> = (input: DecideInput) => Promise<Outcome>;

export interface DecisionHandlerOptions<Message, Outcome extends DecisionResult> {
  /** Applies a decision that is written down, by its id; told again, it gives the first answer again. */
  apply: Apply<Outcome>;
  /** Does what a message of the inbox asks for. @param apply As above, which also notes a refusal. */
  applyMessage: (message: Message, apply: Apply<Outcome>) => Promise<unknown>;
  inbox: InboxOptions<Message>;
  /** Shows something beside where the workflow stands; null takes it away. */
  note: (text: string | null) => void;
  /** Whether messages are applied though history has grown long: no other run is to come. */
  isLastRun?: () => boolean;
  /** What the Temporal UI says of them. */
  descriptions: { update: string; signal: string };
  /** What whoever sent a Signal that is ignored should do instead. */
  wayOut?: string;
}

export interface DecisionHandlers<Message> {
  /** Applies what waits in the inbox, one after the other. Resolves when nothing is left that this run may do. */
  applyPending: () => Promise<void>;
  isIdle: () => boolean;
  /** What was not come to: the next run begins with it. */
  pending: () => Message[];
}

/**
 * Takes decisions of people: by an Update, which is answered, and by a Signal, which waits its turn in an inbox.
 * Handlers never throw: the workflow would fail. What an earlier run left is applied once `applyPending` is called,
 * after all handlers are set.
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
