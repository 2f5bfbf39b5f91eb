import type { DecisionRecord, DecisionResult } from '../../domain/people/decision';
import { mayAct, mayActAtSite, type Person } from '../../domain/people/roles';
import type { Transaction } from '../../prisma/client/database';
import { recordAudit } from '../../prisma/repositories/people/audit';
import { isOthersClient } from '../../prisma/repositories/sends/connect-links';
import { findPerson } from '../../prisma/repositories/people/persons';
import { locationsOfSites } from '../../prisma/repositories/sends/sites';
import { instructSend, type LockedSend, lockSend } from '../../prisma/repositories/sends/sends';
import type { DecideInput } from '../../workflows/decision/contract';
import type { SendToConnectInput } from '../../workflows/send-to-connect/contract';
import { refused, applyOnce } from '../apply-once';
import type { SendDependencies } from './dependencies';

/** Applies what a person decided about a send, once: the first decision wins, and is kept with who and why. */
export function applySendDecisionActivity({ database }: Pick<SendDependencies, 'database'>) {
  return function applySendDecision({
    accountId,
    decisionId,
  }: SendToConnectInput & DecideInput): Promise<DecisionResult> {
    return database.transaction((tx) =>
      applyOnce(
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
  return apply(tx, decision, send, person);
}

interface WantedLink {
  accountId: string;
  clientId: string;
  person: Person;
}

/** A candidate at the site of a Location where the person may do nothing, is none for them. */
async function whyNotLinked(
  tx: Transaction,
  send: LockedSend,
  { accountId, clientId, person }: WantedLink,
): Promise<string | null> {
  const chosen = send.candidates.find(({ id }) => id === clientId);
  const query = <R>(sql: string, values?: unknown[]) => tx.query<R>(sql, values);
  const locations = chosen ? (await locationsOfSites(query, [chosen.siteId]))(chosen.siteId) : [];
  if (!chosen || !mayActAtSite(person, 'manage-accounts', locations))
    return 'The client is not one of the candidates: take the id of one.';
  return (await isOthersClient(tx, accountId, clientId))
    ? 'The client is linked to another Account: take another one, or create a new one.'
    : null;
}

async function apply(
  tx: Transaction,
  decision: DecisionRecord,
  send: LockedSend,
  person: Person,
): Promise<DecisionResult> {
  const { kind, personId, details } = decision;
  const clientId = (details.clientId as string | undefined) ?? null;
  const accountId = decision.accountId as string;
  const wanted = { accountId, clientId: clientId ?? '', person };
  const wrong = kind === 'link' ? await whyNotLinked(tx, send, wanted) : null;
  if (wrong) return refused('invalid-request', wrong, send.state, '/clientId');
  const state = await instructSend(tx, accountId, {
    personId,
    decision: kind as 'link' | 'create' | 'give-up',
    clientId,
    knownToBeOthers: [
      ...send.knownToBeOthers,
      ...(kind === 'create' ? send.candidates.map(({ id }) => id) : []),
    ],
  });
  await recordAudit(tx, {
    personId,
    action: `send.${kind}`,
    subject: `account:${accountId}`,
    detail: details,
  });
  return { result: 'applied', problem: null, detail: null, state };
}
