import { defineSignal, defineUpdate, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { type DecideInput, requireDecisionId } from '../decision/contract';
import type {
  ChargeImportActivities,
  ChargeImportStart,
  ImportDecisionOutcome,
  ImportProgress,
  RawDecision,
  RematchInput,
} from './contract';
import { alarmOf } from './conserved';
import { createInbox, isRaw } from './inbox';
import { activityOptions } from './activity-options';

export const decide = defineUpdate<ImportDecisionOutcome, [DecideInput]>('decide');
export const decideLater = defineSignal<[unknown]>('decide');
export const rematch = defineSignal<[RematchInput]>('rematch');

const { applyImportDecision, recordRawDecision } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Apply a decision',
});
const { rematchRows } = proxyActivities<ChargeImportActivities>({
  ...activityOptions,
  summary: 'Match the draft again',
});

export interface Heard {
  /** Something has changed: where the import stands now. */
  onProgress: (progress: ImportProgress) => void;
  /** Something to show beside it, such as a refusal. */
  onNote: (note: string) => void;
}

export interface Hearing {
  /** Decisions that were not come to yet, for the run that goes on. */
  waiting: () => (DecideInput | RawDecision)[];
}

/** Listens to what people decide and change, from the first moment to the last. Handlers never throw: the workflow would fail. */
export function hearPeople(
  { importId, waiting = [] }: ChargeImportStart,
  { onProgress, onNote }: Heard,
): Hearing {
  const inbox = createInbox(waiting);
  let busy = false;

  const apply = async ({ decisionId }: DecideInput): Promise<ImportDecisionOutcome> => {
    const outcome = await applyImportDecision({ importId, decisionId });
    if (outcome.result === 'refused') onNote(`Refused: ${outcome.detail ?? outcome.problem}`);
    onProgress(outcome.progress);
    return outcome;
  };

  const settle = async (message: DecideInput | RawDecision) => {
    if (!isRaw(message)) return void (await apply(message));
    const { decisionId, refusal } = await recordRawDecision({ importId, raw: message });
    if (decisionId) await apply({ decisionId });
    else onNote(`Refused: ${refusal}`);
  };

  const settleWaiting = async () => {
    if (busy) return;
    busy = true;
    try {
      while (!workflowInfo().continueAsNewSuggested) {
        const message = inbox.next();
        if (!message) break;
        await settle(message);
      }
    } catch (error) {
      onNote(`A decision failed: ${String(error)}`);
    } finally {
      busy = false;
    }
  };

  setHandler(decide, apply, {
    validator: requireDecisionId,
    description: 'Complete, approve, reject, reopen, withdraw or cancel: a decision of a person, by its id',
  });
  setHandler(
    decideLater,
    async (input) => {
      const ignored = inbox.take(input);
      if (ignored) onNote(ignored);
      await settleWaiting();
    },
    {
      description:
        'The same, where no answer can be waited for. By hand: { "decision": "complete" | "approve" | "reject" | "cancel", "actor": "<person>" }; refused in production',
    },
  );
  setHandler(
    rematch,
    async (input) => {
      const personId = typeof input?.personId === 'string' ? input.personId : null;
      try {
        onProgress(await rematchRows({ importId, personId }));
      } catch (failure) {
        onNote(alarmOf(failure) ?? `Matching again failed: ${String(failure)}`);
      }
    },
    { description: 'What rows are matched by has changed: match the draft again' },
  );
  void settleWaiting();
  return { waiting: inbox.rest };
}
