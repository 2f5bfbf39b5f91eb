/** The public contract of the workflow `sendToConnect`: its name, ids, messages and plain types. */
import type { DecisionResult } from '../../domain/people/decision';
import type { SendState } from '../../domain/sends/send-states';
import { type DecideInput, decideMessage } from '../decision/contract';
import type { Links } from '../details/contract';

export const sendToConnectWorkflow = 'sendToConnect';
export const sendToConnectId = (accountId: string) => `send-to-connect:${accountId}`;

export interface SendToConnectInput {
  accountId: string;
}

/** The workflow's input. */
export interface SendToConnectStart extends SendToConnectInput {
  /** Decisions that the previous run had not reached. */
  waiting?: DecideInput[];
}

/** Names of the messages: Updates and Signals share them. */
export const sendMessages = { decide: decideMessage, wake: 'wake' } as const;

/** The outcome of one try. */
export interface SettleOutcome {
  state: SendState | 'not-sent';
  /** Milliseconds until the next try may begin; null if no try is due. */
  waitMs: number | null;
  /** Connect's id of the client, once linked. */
  clientId: string | null;
  /** The fault that prevents progress, in words without personal data; null if there is none. */
  fault: string | null;
  /** What people want to see at a glance. */
  figures?: SendFigures;
}

export interface SendFigures {
  /** Tries since the press. */
  attempt: number;
  /** ISO 8601 in UTC; null if no try is due. */
  nextTryAt: string | null;
  /** Number of clients that a person has to choose from. */
  candidates: number;
  links?: Links;
}

export interface SendActivities {
  settleClient(input: SendToConnectInput): Promise<SettleOutcome>;
  applySendDecision(input: SendToConnectInput & DecideInput): Promise<DecisionResult>;
}
