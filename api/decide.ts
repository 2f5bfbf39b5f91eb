import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { z } from 'zod';
import type { Decision, DecisionResult } from '../domain/people/decision';
import { Refusal } from '../domain/refusal';
import { findDecision, writeDecision } from '../prisma/repositories/people/decisions';
import { chargeImportId, importMessages } from '../workflows/charge-import/contract';
import { sendMessages, sendToConnectId } from '../workflows/send-to-connect/contract';
import type { ApiDependencies } from './dependencies';
import { id } from './http/answer-fields';
import { inPatience } from './temporal-connection';

export interface DecisionAnswer {
  id: string;
  outcome: DecisionResult | null;
}

/**
 * Records a person's decision, notifies the workflow, and waits for a limited time for the outcome.
 * @returns the outcome, or null if it is not known yet: then the decision will be applied as soon as possible.
 * @throws Refusal if the decision is refused.
 */
export async function decide(
  dependencies: ApiDependencies,
  { id: personId }: { id: string },
  decision: Decision,
): Promise<DecisionAnswer> {
  const id = await dependencies.database.transaction((tx) => writeDecision(tx, { decision, personId }));
  const [workflowId, message] =
    decision.about === 'import'
      ? [chargeImportId(decision.importId), importMessages.decide]
      : [sendToConnectId(decision.accountId), sendMessages.decide];
  await tell(dependencies, workflowId, message, id);
  const outcome = (await findDecision(dependencies.database, id))?.outcome ?? null;
  if (outcome?.result === 'refused') throw asRefusal(outcome);
  return { id, outcome };
}

function asRefusal({ problem, detail, pointer }: DecisionResult): Refusal {
  const errors = pointer ? [{ pointer, detail: detail ?? '' }] : [];
  return new Refusal(problem ?? 'wrong-state', detail ?? '', { errors, isRecorded: true });
}

/** As an Update, which waits for the answer; if none comes in time, as a Signal with the same id. */
async function tell(
  { temporal, log, decisionWaitMs }: ApiDependencies,
  workflowId: string,
  message: string,
  decisionId: string,
) {
  const handle = temporal.workflow.getHandle(workflowId);
  const argument = { decisionId };
  try {
    const updated = handle.executeUpdate(message, { args: [argument], updateId: decisionId });
    await inPatience(updated, decisionWaitMs);
  } catch (error) {
    // There is no workflow, or Temporal is down: the outbox has the decision too, and the worker's relay delivers it.
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) return;
    log('warn', 'no answer in time: the decision follows as a signal', { workflowId, decisionId });
    // Nobody waits for it: if it is lost, the relay delivers the decision.
    void handle.signal(message, argument).catch(() => undefined);
  }
}

export const pendingDecisionSchema = z
  .object({ id, state: z.literal('pending') })
  .meta({ id: 'PendingDecision' });

/** 202: the decision is safe and will be applied; the URL at which to ask for its outcome. */
export const acceptedLater = ({ id }: DecisionAnswer) => ({
  status: 202 as const,
  body: { id, state: 'pending' as const },
  headers: { location: `/v1/decisions/${id}`, 'retry-after': '2' },
});
