import { randomUUID } from 'node:crypto';
import type { DecisionResult } from '../../../domain/people/decision';
import type { DecideInput } from '../../../workflows/decision/contract';
import {
  type SendToConnectInput,
  sendToConnectId,
  sendToConnectWorkflow,
  type SettleOutcome,
} from '../../../workflows/send-to-connect/contract';
import { createGate } from './gate';
import { startScene } from './scene';
import type { Stage } from './stage';

export async function startSend(stage: Stage) {
  const accountId = randomUUID();
  const settleClient = createGate<SendToConnectInput, SettleOutcome>('settleClient');
  const applySendDecision = createGate<SendToConnectInput & DecideInput, DecisionResult>('applySendDecision');
  stage.play(accountId, {
    settleClient: settleClient.activity,
    applySendDecision: applySendDecision.activity,
  });
  const scene = await startScene<SettleOutcome, DecisionResult>(stage, {
    workflow: sendToConnectWorkflow,
    workflowId: sendToConnectId(accountId),
    start: { accountId },
  });
  return { ...scene, accountId, settleClient, applySendDecision };
}

/** What a try came to, where no other try is due. */
export const outcome = (state: SettleOutcome['state'], more: Partial<SettleOutcome> = {}): SettleOutcome => ({
  state,
  waitMs: null,
  clientId: null,
  fault: null,
  ...more,
});

export const linked = outcome('linked', { clientId: 'client-1' });

export const applied: DecisionResult = { result: 'applied', problem: null, detail: null, state: 'requested' };

export const refused: DecisionResult = {
  result: 'refused',
  problem: 'wrong-state',
  detail: 'Nothing waits for a decision.',
  state: 'linked',
};
