import type { DecisionRecord, DecisionResult, SendDecision } from '../../domain/people/decision';
import { mayAct, mayActAtSite, type Person } from '../../domain/people/roles';
import type { Transaction } from '../../prisma/client/database';
import { recordAudit } from '../../prisma/repositories/people/audit';
import { isOthersClient } from '../../prisma/repositories/sends/connect-links';
import { findPerson } from '../../prisma/repositories/people/persons';
import { locationsOfSite } from '../../prisma/repositories/sends/sites';
import {
  type Instruction,
  instructSend,
  type LockedSend,
  lockSend,
} from '../../prisma/repositories/sends/sends';
import type { DecideInput } from '../../workflows/decision/contract';
import type { SendToConnectInput } from '../../workflows/send-to-connect/contract';
import { applyOnce, auditOf, type DecisionAbout, originOf, refused } from '../apply-once';
import type { SendDependencies } from './dependencies';

/** Applies a person's decision about a send once: the first decision wins, and is kept with who made it and why. */
export function applySendDecisionActivity({ database }: Pick<SendDependencies, 'database'>) {
  return function applySendDecision({
    accountId,
    decisionId,
  }: SendToConnectInput & DecideInput): Promise<DecisionResult> {
    const isOurs = (record: DecisionRecord): record is DecisionAbout<'send'> =>
      record.decision.about === 'send' && record.decision.accountId === accountId;
    return database.transaction((tx) =>
      applyOnce(tx, { decisionId, isOurs, apply: (record) => attempt(tx, record, accountId) }),
    );
  };
}

async function attempt(
  tx: Transaction,
  record: DecisionAbout<'send'>,
  accountId: string,
): Promise<DecisionResult> {
  const person = await findPerson(tx, record.personId);
  const send = await lockSend(tx, accountId);
  const state = send?.state ?? '';
  if (!person || !mayAct(person, 'manage-accounts', send?.locationId ?? null))
    return refused('forbidden', 'This person may not decide about sends at the location.', state);
  if (send?.state !== 'needs-decision')
    return refused(
      'no-decision-needed',
      'The send is no longer waiting for a decision: somebody else was faster.',
      state,
    );
  return apply(tx, record, send, person);
}

interface WantedLink {
  accountId: string;
  clientId: string;
  person: Person;
}

/** A candidate at the site of a Location where the person has no rights is not a candidate for them. */
async function whyNotLinked(
  tx: Transaction,
  send: LockedSend,
  { accountId, clientId, person }: WantedLink,
): Promise<string | null> {
  const chosen = send.candidates.find(({ id }) => id === clientId);
  const locations = chosen ? await locationsOfSite(tx, chosen.siteId) : [];
  if (!chosen || !mayActAtSite(person, 'manage-accounts', locations))
    return 'The client is not one of the candidates: use the id of one of them.';
  return (await isOthersClient(tx, accountId, clientId))
    ? 'The client is linked to another Account: choose another one, or create a new one.'
    : null;
}

async function apply(
  tx: Transaction,
  record: DecisionAbout<'send'>,
  send: LockedSend,
  person: Person,
): Promise<DecisionResult> {
  const { decision } = record;
  const { accountId } = decision;
  if (decision.kind === 'link') {
    const wrong = await whyNotLinked(tx, send, { accountId, clientId: decision.clientId, person });
    if (wrong) return refused('invalid-request', wrong, send.state, '/clientId');
  }
  const state = await instructSend(tx, accountId, { personId: person.id, ...instructionOf(decision, send) });
  const change = { before: { state: send.state }, after: { state } };
  await recordAudit(tx, { ...auditOf(record), ...change }, originOf(tx, record));
  return { result: 'applied', problem: null, detail: null, state };
}

/** A kind of decision that says nothing of the next try does not compile. */
function instructionOf(
  decision: SendDecision,
  { candidates, knownToBeOthers }: LockedSend,
): Omit<Instruction, 'personId'> {
  const clientId = decision.clientId ?? null;
  switch (decision.kind) {
    case 'link':
    case 'give-up':
      return { decision: decision.kind, clientId, knownToBeOthers };
    case 'create': {
      const seen = candidates.map(({ id }) => id);
      return { decision: decision.kind, clientId, knownToBeOthers: [...knownToBeOthers, ...seen] };
    }
  }
}
