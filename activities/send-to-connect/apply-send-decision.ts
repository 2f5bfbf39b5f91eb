import type { DecisionRecord, DecisionResult } from '../../domain/decision';
import { mayAct } from '../../domain/roles';
import type { Transaction } from '../../prisma/database';
import { recordAudit } from '../../prisma/repositories/audit';
import { isOthersClient } from '../../prisma/repositories/connect-links';
import { findPerson } from '../../prisma/repositories/persons';
import { instructSend, type LockedSend, lockSend } from '../../prisma/repositories/sends';
import type { DecideInput } from '../../workflows/decision/contract';
import type { SendToConnectInput } from '../../workflows/send-to-connect/contract';
import { refused, settleOnce } from '../settle-once';
import type { SendDependencies } from './dependencies';

/** Applies what a person decided about a send, once: the first decision wins, and is kept with who and why. */
export function applySendDecisionActivity({ database }: Pick<SendDependencies, 'database'>) {
  return function applySendDecision({
    accountId,
    decisionId,
  }: SendToConnectInput & DecideInput): Promise<DecisionResult> {
    return database.transaction((tx) =>
      settleOnce(
        tx,
        decisionId,
        (decision) => decision.accountId === accountId,
        (decision) => attempt(tx, decision, accountId),
      ),
    );
  };
}

async function attempt(
  tx: Transaction,
  decision: DecisionRecord,
  accountId: string,
): Promise<DecisionResult> {
  const person = await findPerson(tx, decision.personId);
  const send = await lockSend(tx, accountId);
  const state = send?.state ?? '';
  if (!person || !mayAct(person, 'manage-accounts', send?.locationId ?? null))
    return refused('forbidden', 'This person may not decide about sends at the location.', state);
  if (send?.state !== 'needs-decision')
    return refused('no-decision-needed', 'No decision is waited for: somebody was faster.', state);
  return apply(tx, decision, send);
}

async function whyNotLinked(
  tx: Transaction,
  accountId: string,
  send: LockedSend,
  clientId: string,
): Promise<string | null> {
  if (!send.candidateIds.includes(clientId))
    return 'The client is not one of the candidates: take the id of one.';
  return (await isOthersClient(tx, accountId, clientId))
    ? 'The client is linked to another Account: take another one, or create a new one.'
    : null;
}

async function apply(tx: Transaction, decision: DecisionRecord, send: LockedSend): Promise<DecisionResult> {
  const { kind, personId, details } = decision;
  const clientId = (details.clientId as string | undefined) ?? null;
  const accountId = decision.accountId as string;
  const wrong = kind === 'link' ? await whyNotLinked(tx, accountId, send, clientId ?? '') : null;
  if (wrong) return refused('invalid-request', wrong, send.state, '/clientId');
  const state = await instructSend(tx, accountId, {
    personId,
    decision: kind as 'link' | 'create' | 'give-up',
    clientId,
    knownToBeOthers: [...send.knownToBeOthers, ...(kind === 'create' ? send.candidateIds : [])],
  });
  await recordAudit(tx, {
    personId,
    action: `send.${kind}`,
    subject: `account:${accountId}`,
    detail: details,
  });
  return { result: 'applied', problem: null, detail: null, state };
}
