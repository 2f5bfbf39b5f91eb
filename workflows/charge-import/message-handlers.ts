import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  setHandler,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { type DecideInput, requireDecisionId } from '../decision/contract';
import { createInbox } from '../decision/inbox';
import { oneAtATime } from '../one-at-a-time';
import { importActivities } from './activity-options';
import {
  type ChargeImportStart,
  type ImportDecisionOutcome,
  importMessages,
  type RawDecision,
} from './contract';
import { isRaw, readImportMessage } from './import-messages';
import type { Standing } from './progress';
import { type Conserved, HistoryLong, ImportGone } from './pause-until-conserved';

export const decide = defineUpdate<ImportDecisionOutcome, [DecideInput]>(importMessages.decide);
export const decideLater = defineSignal<[unknown]>(importMessages.decide);
export const rematch = defineSignal(importMessages.rematch);

export interface Heard {
  standing: Standing;
  conserved: Conserved;
  /** Nothing that people say can change the import's way any more. */
  decided: () => boolean;
}

export interface Hearing {
  /** Settles when everything that was heard is done, but for what waits for the next run where history has grown long. */
  quiet: () => Promise<void>;
  /** What was not come to: the next run begins with it. */
  rest: () => Pick<ChargeImportStart, 'waiting' | 'rematch'>;
}

/** Listens to what people decide and change, from the first moment to the last. Handlers never throw: the workflow would fail. */
export function hearPeople(
  { importId, waiting = [], rematch: owed = false }: ChargeImportStart,
  { standing, conserved, decided }: Heard,
): Hearing {
  const { applyImportDecision, recordRawDecision } = importActivities('decisions', 'Apply a decision');
  const { rematchRows } = importActivities('files', 'Match the draft again');
  const inbox = createInbox({
    read: readImportMessage,
    once: (message) => !isRaw(message),
    carried: waiting,
  });

  const apply = async ({ decisionId }: DecideInput): Promise<ImportDecisionOutcome> => {
    const outcome = await standing.follow(
      () => applyImportDecision({ importId, decisionId }),
      ({ progress }) => progress,
    );
    standing.note(outcome.result === 'refused' ? `Refused: ${outcome.detail ?? outcome.problem}` : null);
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
      await settle(message).then(
        () => inbox.remove(message),
        (error: unknown) => {
          standing.note(`A decision failed: ${String(error)}`);
          inbox.giveUp(message);
        },
      );
    }
  });

  let matchingOwed = false;
  const matching = oneAtATime(async () => {
    try {
      await standing.follow(
        () => conserved(() => rematchRows({ importId })),
        (progress) => progress,
      );
    } catch (error) {
      if (error instanceof HistoryLong) matchingOwed = true;
      else if (!(error instanceof ImportGone)) standing.note(`Matching again failed: ${String(error)}`);
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
  if (owed) void matching.ask();
  return {
    async quiet() {
      await settling.ask();
      await condition(() => allHandlersFinished() && settling.idle() && matching.idle());
    },
    rest: () => ({ waiting: inbox.rest(), ...(matchingOwed && { rematch: true }) }),
  };
}
