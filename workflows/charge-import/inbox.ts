import { type DecideInput, isDecisionId } from '../decision/contract';
import type { RawDecision } from './contract';

const rawDecisions: readonly unknown[] = ['complete', 'approve', 'reject', 'cancel'];
const mostWaiting = 1_000;

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= most;

export const isRaw = (message: DecideInput | RawDecision): message is RawDecision => 'decision' in message;

/** Takes a Signal's object for what it is; anything else than a decision, whatever it is, gives null. */
export function readMessage(input: unknown): DecideInput | RawDecision | null {
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

/** Decisions that wait their turn: one after the other, the same one once, and never so many that history overflows. */
export function createInbox(carried: (DecideInput | RawDecision)[]) {
  const waiting = [...carried];
  const seen: string[] = [];
  return {
    /** @returns why the message is not taken; null when it waits its turn. */
    take(input: unknown): string | null {
      const message = readMessage(input);
      if (!message) return 'A signal `decide` was no decision and is ignored.';
      const key = JSON.stringify(message);
      if (!isRaw(message) && seen.includes(key)) return null;
      if (waiting.some((other) => JSON.stringify(other) === key)) return null;
      if (waiting.length >= mostWaiting)
        return `More than ${mostWaiting} decisions wait: a signal is ignored.`;
      seen.push(key);
      if (seen.length > mostWaiting) seen.shift();
      waiting.push(message);
      return null;
    },
    first: () => waiting[0],
    /** Once it is settled, not before: what is under way must not be lost. */
    remove: (message: DecideInput | RawDecision) => void waiting.splice(waiting.indexOf(message), 1),
    rest: () => [...waiting],
  };
}
