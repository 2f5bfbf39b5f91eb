import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { DecisionResult } from '../../domain/decision';
import { type DecideInput, isDecisionId, requireDecisionId } from '../decision/contract';
import { type SendActivities, sendMessages, type SendToConnectInput, type SettleOutcome } from './contract';

export const decide = defineUpdate<DecisionResult, [DecideInput]>(sendMessages.decide);
export const decideLater = defineSignal<[DecideInput]>(sendMessages.decide);
export const wake = defineSignal(sendMessages.wake);

const { settleClient } = proxyActivities<SendActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  summary: 'Look up; adopt, create, or say what stands in the way',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});
const { applySendDecision } = proxyActivities<SendActivities>({
  startToCloseTimeout: '1 minute',
  summary: 'Apply a decision',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
});

/** Where no try is due, it looks again after this long all the same: a message could have been missed. */
const lookAgainAfter = '1 day';
const finished = (outcome: SettleOutcome) => ['linked', 'rejected', 'given-up'].includes(outcome.state);

/** One Client for one Account, whatever happens: tries until it is linked, refused, or given up by a person. */
export async function sendToConnect({ accountId }: SendToConnectInput): Promise<SettleOutcome> {
  let woken = false;
  const apply = async ({ decisionId }: DecideInput) => {
    const outcome = await applySendDecision({ accountId, decisionId });
    woken = true;
    return outcome;
  };
  setHandler(decide, apply, {
    validator: requireDecisionId,
    description: 'A decision of a person about what the look-up found, by its id',
  });
  setHandler(
    decideLater,
    async (input) => {
      if (isDecisionId(input?.decisionId)) await apply(input).catch(() => undefined);
    },
    {
      description: 'The same, where no answer can be waited for',
    },
  );
  setHandler(wake, () => void (woken = true), { description: 'Try again now' });

  for (;;) {
    woken = false;
    const outcome = await settleClient({ accountId });
    tellWhere(outcome);
    if (!finished(outcome)) await condition(() => woken, outcome.waitMs ?? lookAgainAfter);
    else {
      await condition(allHandlersFinished);
      // Woken since: it was pressed again, and nobody else is going to look.
      if (!woken) return outcome;
    }
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof sendToConnect>({ accountId });
    }
  }
}

function tellWhere(outcome: SettleOutcome): void {
  upsertSearchAttributes({ ConnectState: [outcome.state] });
  const waiting = outcome.state === 'needs-decision' ? 'A person is waited for.' : '';
  setCurrentDetails(`**${outcome.state}** ${outcome.fault ?? ''} ${waiting}`.trim());
}
