import { allHandlersFinished, condition, defineSignal, setHandler, uuid4 } from '@temporalio/workflow';
import type { DecideInput } from '../decision/contract';
import { registerDecisionHandlers } from '../decision/decision-handlers';
import { oneAtATime } from '../one-at-a-time';
import { importActivities } from './activity-options';
import {
  type ChargeImportStart,
  type ImportDecisionOutcome,
  importMessages,
  type RawDecision,
} from './contract';
import { isRaw, readImportMessage } from './import-messages';
import { HistoryLong, ImportEnded, ImportGone, type PauseUntilConserved } from './pause-until-conserved';
import type { TrackedProgress } from './progress';

const rematch = defineSignal(importMessages.rematch);

export interface HandlerContext {
  progress: TrackedProgress;
  pauseUntilConserved: PauseUntilConserved;
  /** No message can change the outcome of the import any more. */
  isDecided: () => boolean;
}

export interface MessageHandlers {
  /** Resolves when every message has been handled, except those left to the next run because history has grown long. */
  drain: () => Promise<void>;
  /** What was not reached: the next run begins with it. */
  pending: () => Pick<ChargeImportStart, 'waiting' | 'rematch'>;
}

/**
 * Registers the handlers for people's decisions and changes, for the whole life of the workflow. Handlers never throw:
 * that would fail the workflow.
 */
export function registerMessageHandlers(
  { importId, waiting = [], rematch: rematchOwed = false }: ChargeImportStart,
  { progress, pauseUntilConserved, isDecided }: HandlerContext,
): MessageHandlers {
  const { applyImportDecision, recordRawDecision } = importActivities('decisions', 'Apply a decision');
  const { rematchRows } = importActivities('files', 'Match the draft again');

  const decisions = registerDecisionHandlers<DecideInput | RawDecision, ImportDecisionOutcome>({
    apply: ({ decisionId }) =>
      progress.update(
        () => applyImportDecision({ importId, decisionId }),
        (outcome) => outcome.progress,
      ),
    async applyMessage(message, apply) {
      if (!isRaw(message)) return apply(message);
      const raw = await recordRawDecision({ importId, decisionId: uuid4(), raw: message });
      if (raw.decisionId) return apply({ decisionId: raw.decisionId });
      progress.note(`Refused: ${raw.refusal}`);
    },
    inbox: { read: readImportMessage, once: (message) => !isRaw(message), carried: waiting },
    note: progress.note,
    isLastRun: isDecided,
    descriptions: {
      update:
        'Complete, approve, reject, reopen, withdraw or cancel: a decision that a person made, by its id',
      signal:
        'The same, when no answer can be waited for. By hand: { "decision": "complete" | "approve" | ' +
        '"reject" | "cancel", "actor": "<person>" }; ' +
        'refused where unverified decisions are not allowed',
    },
  });

  let rematchLeft = false;
  const matching = oneAtATime(async () => {
    try {
      await progress.update(
        () => pauseUntilConserved(() => rematchRows({ importId })),
        (matched) => matched,
      );
    } catch (error) {
      if (error instanceof HistoryLong) rematchLeft = true;
      else if (!(error instanceof ImportGone || error instanceof ImportEnded))
        progress.note(`Matching again failed: ${String(error)}`);
    }
  });
  setHandler(rematch, matching.ask, {
    description: 'What rows are matched by has changed: match the draft again',
  });

  void decisions.applyPending();
  if (rematchOwed) void matching.ask();
  return {
    async drain() {
      await decisions.applyPending();
      await condition(() => allHandlersFinished() && decisions.isIdle() && matching.idle());
    },
    pending: () => ({ waiting: decisions.pending(), ...(rematchLeft && { rematch: true }) }),
  };
}
