import type { DecisionRecord, DecisionResult } from '../domain/people/decision';
import type { Transaction } from '../prisma/client/database';
import { lockDecision, recordDecisionOutcome } from '../prisma/repositories/people/decisions';

export const refused = (
  problem: string,
  detail: string,
  state: string,
  pointer?: string,
): DecisionResult => ({
  result: 'refused',
  problem,
  detail,
  state,
  ...(pointer ? { pointer } : {}),
});

/**
 * Settles a decision and keeps what became of it; told again, it gives the first answer again.
 * @param isOurs whether the decision is about what its workflow is about.
 */
export async function applyOnce(
  tx: Transaction,
  decisionId: string,
  isOurs: (decision: DecisionRecord) => boolean,
  settle: (decision: DecisionRecord) => Promise<DecisionResult>,
): Promise<DecisionResult> {
  const decision = await lockDecision(tx, decisionId);
  if (!decision || !isOurs(decision)) return refused('not-found', 'There is no such decision.', 'unknown');
  if (decision.outcome) return decision.outcome;
  const outcome = await settle(decision);
  await recordDecisionOutcome(tx, decisionId, outcome);
  return outcome;
}
