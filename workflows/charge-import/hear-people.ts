import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { type DecideInput, requireDecisionId } from '../decision/contract';
import { createInbox } from '../decision/inbox';
import { oneAtATime } from '../one-at-a-time';
import { activityOptions } from './activity-options';
import type { Conserved } from './conserved';
import {
  type ChargeImportActivities,
  type ChargeImportStart,
  type ImportDecisionOutcome,
  importMessages,
  type RawDecision,
} from './contract';
import { isRaw, readImportMessage } from './import-messages';
import type { Standing } from './standing';

export const decide = defineUpdate<ImportDecisionOutcome, [DecideInput]>(importMessages.decide);
export const decideLater = defineSignal<[unknown]>(importMessages.decide);
export const rematch = defineSignal(importMessages.rematch);

const { applyImportDecision, recordRawDecision } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Apply a decision',
});
const { rematchRows } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Match the draft again',
});

export interface Heard {
  standing: Standing;
  conserved: Conserved;
  /** Nothing that people say can change the import's way any more. */
  decided: () => boolean;
}

export interface Hearing {
  /** Settles when everything that was heard is done, but for what waits for the next run where history has grown long. */
  quiet: () => Promise<void>;
  /** Decisions that were not come to: the next run begins with them. */
  waiting: () => (DecideInput | RawDecision)[];
}

/** Listens to what people decide and change, from the first moment to the last. Handlers never throw: the workflow would fail. */
export function hearPeople(
  { importId, waiting = [] }: ChargeImportStart,
  { standing, conserved, decided }: Heard,
): Hearing {
  const inbox = createInbox({
    read: readImportMessage,
    once: (message) => !isRaw(message),
    carried: waiting,
  });

  const apply = async ({ decisionId }: DecideInput): Promise<ImportDecisionOutcome> => {
    const outcome = await applyImportDecision({ importId, decisionId });
    standing.note(outcome.result === 'refused' ? `Refused: ${outcome.detail ?? outcome.problem}` : null);
    standing.hear(outcome.progress);
    return outcome;
  };

  const settle = async (message: DecideInput | RawDecision) => {
    if (!isRaw(message)) return void (await apply(message));
    const { decisionId, refusal } = await recordRawDecision({ importId, decisionId: uuid4(), raw: message });
    if (decisionId) await apply({ decisionId });
    else standing.note(`Refused: ${refusal}`);
  };

  const settling = oneAtATime(async () => {
    while (decided() || !workflowInfo().continueAsNewSuggested) {
      const message = inbox.first();
      if (!message) return;
      await settle(message).catch((error: unknown) => standing.note(`A decision failed: ${String(error)}`));
      inbox.remove(message);
    }
  });

  const matching = oneAtATime(async () => {
    try {
      standing.hear(await conserved(() => rematchRows({ importId })));
    } catch (error) {
      standing.note(`Matching again failed: ${String(error)}`);
    }
  });

  setHandler(decide, apply, {
    validator: requireDecisionId,
    description: 'Complete, approve, reject, reopen, withdraw or cancel: a decision of a person, by its id',
  });
  setHandler(
    decideLater,
    (input) => {
      const ignored = inbox.take(input);
      if (ignored === null) return settling.ask();
      standing.note(ignored);
    },
    {
      description:
        'The same, where no answer can be waited for. By hand: { "decision": "complete" | "approve" | "reject" | "cancel", "actor": "<person>" }; refused in production',
    },
  );
  setHandler(rematch, matching.ask, {
    description: 'What rows are matched by has changed: match the draft again',
  });
  void settling.ask();
  return {
    async quiet() {
      await settling.ask();
      await condition(() => allHandlersFinished() && settling.idle() && matching.idle());
    },
    waiting: inbox.rest,
  };
}
