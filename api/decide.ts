import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Decision, DecisionResult } from '../domain/people/decision';
import type { Person } from '../domain/people/roles';
import { Refusal } from '../domain/refusal';
import { findDecision, writeDecision } from '../prisma/repositories/people/decisions';
import { chargeImportId, importMessages } from '../workflows/charge-import/contract';
import { sendMessages, sendToConnectId } from '../workflows/send-to-connect/contract';
import type { ApiDependencies } from './dependencies';
import type { Answer } from './http/route';

/**
 * Writes a person's decision down, tells the workflow, and waits a while for what becomes of it.
 * @returns the outcome, or null when it is not known yet: then the decision will be applied as soon as it can.
 * @throws Refusal when the decision is refused.
 */
export async function decide(
  dependencies: ApiDependencies,
  person: Person,
  decision: Decision,
): Promise<DecisionAnswer> {
  const id = await dependencies.database.transaction((tx) =>
    writeDecision(tx, { decision, personId: person.id }),
  );
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
  return new Refusal(problem ?? 'wrong-state', detail ?? '', { errors });
}

export interface DecisionAnswer {
  id: string;
  outcome: DecisionResult | null;
}

/** As an Update, which waits for the answer; where none comes in time, as a Signal with the same id. */
async function tell(
  { temporal, log, decisionWaitMs }: ApiDependencies,
  workflowId: string,
  message: string,
  decisionId: string,
) {
  const handle = temporal.workflow.getHandle(workflowId);
  const argument = { decisionId };
  try {
    await temporal.connection.withDeadline(Date.now() + decisionWaitMs, () =>
      handle.executeUpdate(message, { args: [argument], updateId: decisionId }),
    );
  } catch (error) {
    // No workflow, or Temporal away: the outbox has the decision too, and the worker's relay delivers it.
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) return;
    log('warn', 'no answer in time: the decision follows as a signal', { workflowId, decisionId });
    await temporal.connection
      .withDeadline(Date.now() + 2_000, () => handle.signal(message, argument))
      .catch(() => undefined);
  }
}

/** 202: the decision is safe and will be applied; where to ask what became of it. */
export function acceptedLater({ id }: DecisionAnswer): Answer {
  return {
    status: 202,
    body: { id, state: 'pending' },
    headers: { location: `/v1/decisions/${id}`, 'retry-after': '2' },
  };
}
