import { type DecideInput, isDecisionId } from '../decision/contract';
import type { RawDecision } from './contract';

const rawDecisions: readonly unknown[] = ['complete', 'approve', 'reject', 'cancel'];

const isText = (value: unknown, maxLength: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxLength;

export const isRaw = (message: DecideInput | RawDecision): message is RawDecision => 'decision' in message;

/** Parses a Signal's object; anything except a decision gives null. */
export function readImportMessage(input: unknown): DecideInput | RawDecision | null {
  if (typeof input !== 'object' || input === null) return null;
  const { decisionId, decision, actor, digest, reason } = input as Record<string, unknown>;
  if (isDecisionId(decisionId)) return { decisionId };
  if (!rawDecisions.includes(decision) || !isText(actor, 200)) return null;
  return {
    decision: decision as RawDecision['decision'],
    actor,
    ...(isText(digest, 200) ? { digest } : {}),
    ...(isText(reason, 1_000) ? { reason } : {}),
  };
}
