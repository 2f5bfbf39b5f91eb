import type { Decision, DecisionRecord, DecisionResult } from '../domain/people/decision';
import type { Problem } from '../domain/refusal';
import type { Transaction } from '../prisma/client/database';
import { lockDecision, recordDecisionOutcome } from '../prisma/repositories/people/decisions';

export const refused = (
  problem: Problem,
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

/** A decision about the subject of the workflow. */
export type DecisionAbout<About extends Decision['about']> = Omit<DecisionRecord, 'decision'> & {
  decision: Extract<Decision, { about: About }>;
};

interface Applying<Subject extends DecisionRecord> {
  decisionId: string;
  /** Whether the decision is about what its workflow is about. */
  isOurs: (record: DecisionRecord) => record is Subject;
  apply: (record: Subject) => Promise<DecisionResult>;
}

/** Applies a decision and records the outcome; called again, it returns the first outcome. */
export async function applyOnce<Subject extends DecisionRecord>(
  tx: Transaction,
  { decisionId, isOurs, apply }: Applying<Subject>,
): Promise<DecisionResult> {
  const record = await lockDecision(tx, decisionId);
  if (!record || !isOurs(record)) return refused('not-found', 'No such decision.', 'unknown');
  if (record.outcome) return record.outcome;
  const outcome = await apply(record);
  await recordDecisionOutcome(tx, decisionId, outcome);
  return outcome;
}
