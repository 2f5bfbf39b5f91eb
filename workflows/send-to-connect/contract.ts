/** What other rooms know of the workflow `sendToConnect`: its name, its ids, its messages and plain types. */
import type { DecisionResult } from '../../domain/decision';
import type { SendState } from '../../domain/send';
import type { DecideInput } from '../decision/contract';

export const sendToConnectWorkflow = 'sendToConnect';
export const sendToConnectId = (accountId: string) => `send-to-connect:${accountId}`;

export interface SendToConnectInput {
  accountId: string;
}

/** Names of the messages: Updates and Signals share them. */
export const sendMessages = { decide: 'decide', wake: 'wake' } as const;

/** What one try came to. */
export interface SettleOutcome {
  state: SendState;
  /** Milliseconds until the next try may begin; null where no try is due. */
  waitMs: number | null;
  /** Connect's id of the client, once linked. */
  clientId: string | null;
  /** The fault that stands in the way, in words without personal data; null where none does. */
  fault: string | null;
}

export interface SendActivities {
  settleClient(input: SendToConnectInput): Promise<SettleOutcome>;
  applySendDecision(input: SendToConnectInput & DecideInput): Promise<DecisionResult>;
}
