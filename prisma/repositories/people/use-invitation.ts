import type { InvitationState } from '../../../domain/people/invitation';
import type { Transaction } from '../../client/database';
import { recordAudit } from './audit';
import { lockPersons } from './change-persons';
import { openInvitation, type FoundInvitation } from './invitations';
import { askForChange, withdrawOthers } from './pending-changes';
import { findPerson } from './persons';
import { ownerOfSubject, personOfSubject, type Subject } from './identities';

/**
 * What has come of an invitation: the subject is the person's, from before or from now on; or will be, when a second
 * admin confirms it; or is somebody else's; or the invitation can no longer be used.
 */
export type Used =
  | { as: 'linked'; personId: string }
  | { as: 'waits' }
  | { as: 'taken' }
  | { as: 'ended'; state: Exclude<InvitationState, 'open'> };

interface Using {
  invitationId: string;
  by: Subject;
  /** One admin is enough: the subject is linked at once. */
  allowSingleAdmin: boolean;
}

/** Uses an invitation, once. @throws Refusal wrong-state if the subject is being linked to somebody else meanwhile. */
export async function useInvitation(tx: Transaction, using: Using): Promise<Used> {
  await lockPersons(tx);
  const { by, invitationId } = using;
  const invitation = (await openInvitation(tx, { id: invitationId })) as FoundInvitation;
  const { state, person } = invitation;
  const known = await personOfSubject(tx, by);
  const owner = await ownerOfSubject(tx, by.issuer, by.subject);
  if (owner !== null && owner !== person.id) return { as: 'taken' };
  if (known === null && state !== 'open') return { as: 'ended', state };
  if (state === 'open') await markUsed(tx, invitation, by);
  if (known !== null) return { as: 'linked', personId: known };
  return askToLink(tx, using, invitation);
}

async function markUsed(tx: Transaction, { id, person }: FoundInvitation, { issuer, subject }: Subject) {
  await tx.query('UPDATE invitation SET used_at = now() WHERE id = $1', [id]);
  await recordAudit(tx, {
    // Who it is, is not certain yet.
    personId: null,
    action: 'person.invitation-used',
    subject: `person:${person.id}`,
    detail: { invitationId: id, issuer, subject },
  });
}

/** In the name of the admin who has invited: whoever confirms it has to be another one. */
async function askToLink(
  tx: Transaction,
  { by, allowSingleAdmin, invitationId }: Using,
  { person, madeBy }: FoundInvitation,
): Promise<Used> {
  const actor = await findPerson(tx, madeBy.id);
  if (!actor) return { as: 'ended', state: 'void' };
  const { issuer, subject, email, emailVerified } = by;
  const asked = { kind: 'identity' as const, issuer, subject, email, emailVerified };
  await withdrawOthers(tx, actor, person.id, asked);
  const change = await askForChange(tx, { actor, allowSingleAdmin, invitationId }, person.id, asked);
  return change ? { as: 'waits' } : { as: 'linked', personId: person.id };
}
