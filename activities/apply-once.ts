import {
  auditedDetailsOf,
  type Decision,
  type DecisionRecord,
  type DecisionResult,
} from '../domain/people/decision';
import type { Problem } from '../domain/refusal';
import type { Transaction } from '../prisma/client/database';
import { type AuditEntry, recordAudit } from '../prisma/repositories/people/audit';
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

/** What the audit trail says of a decision, whatever became of it. */
export const auditOf = ({ id, personId, decision }: DecisionRecord): AuditEntry => ({
  personId,
  ...(decision.about === 'import'
    ? { action: `sheet.${decision.kind}`, subject: `import:${decision.importId}` }
    : { action: `send.${decision.kind}`, subject: `account:${decision.accountId}` }),
  detail: { decisionId: id, ...auditedDetailsOf(decision) },
});

/** From where the person decided, and which workflow carries it out. */
export const originOf = (tx: Transaction, { origin }: DecisionRecord) => ({ ...origin, ...tx.origin });

/** Applies a decision and records the outcome; called again, it returns the first outcome. */
export async function applyOnce<Subject extends DecisionRecord>(
  tx: Transaction,
  { decisionId, isOurs, apply }: Applying<Subject>,
): Promise<DecisionResult> {
  const record = await lockDecision(tx, decisionId);
  if (!record || !isOurs(record)) return refused('not-found', 'No such decision.', 'unknown');
  if (record.outcome) return record.outcome;
  const outcome = await apply(record);
  if (outcome.result === 'refused')
    await recordAudit(
      tx,
      { ...auditOf(record), refused: outcome.problem ?? 'wrong-state' },
      originOf(tx, record),
    );
  await recordDecisionOutcome(tx, decisionId, outcome);
  return outcome;
}
