/** What other rooms know of the workflow `sendToConnect`: its name, its ids, its messages and plain types. */
import type { DecisionResult } from '../../domain/people/decision';
import type { SendState } from '../../domain/sends/send-states';
import { type DecideInput, decideMessage } from '../decision/contract';
import type { Links } from '../details/contract';

export const sendToConnectWorkflow = 'sendToConnect';
export const sendToConnectId = (accountId: string) => `send-to-connect:${accountId}`;

export interface SendToConnectInput {
  accountId: string;
}

/** What the workflow is started with. */
export interface SendToConnectStart extends SendToConnectInput {
  /** Decisions that a run before this one had not come to yet. */
  waiting?: DecideInput[];
}

/** Names of the messages: Updates and Signals share them. */
export const sendMessages = { decide: decideMessage, wake: 'wake' } as const;

/** What one try came to. */
export interface SettleOutcome {
  state: SendState | 'not-sent';
  /** Milliseconds until the next try may begin; null where no try is due. */
  waitMs: number | null;
  /** Connect's id of the client, once linked. */
  clientId: string | null;
  /** The fault that stands in the way, in words without personal data; null where none does. */
  fault: string | null;
  /** What people want to see at a glance. */
  figures?: SendFigures;
}

export interface SendFigures {
  /** Tries since the press. */
  attempt: number;
  /** ISO 8601 in UTC; null where no try is due. */
  nextTryAt: string | null;
  /** Clients among which a person is to choose. */
  candidates: number;
  links?: Links;
}

export interface SendActivities {
  settleClient(input: SendToConnectInput): Promise<SettleOutcome>;
  applySendDecision(input: SendToConnectInput & DecideInput): Promise<DecisionResult>;
}
