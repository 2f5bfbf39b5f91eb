import { z } from 'zod';
import { whyNoInviter, whyNotInvite } from '../../../domain/people/invitation';
import { Refusal } from '../../../domain/refusal';
import { changePersons } from '../../../prisma/repositories/people/change-persons';
import {
  findInvitation,
  listInvitations,
  makeInvitation,
  revokeInvitation,
} from '../../../prisma/repositories/people/invitations';
import { findPersonRecord } from '../../../prisma/repositories/people/person-records';
import { newSecret } from '../../../prisma/repositories/people/secrets';
import type { ApiDependencies } from '../../dependencies';
import { nothing, pageOf } from '../../http/answer-kinds';
import { requireMore } from '../../http/caller';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { notFound } from '../../http/scope';
import type { SignIn } from '../../sign-in/sign-in';
import { aPerson } from './a-person';
import { invitationSchema, invitationView, madeInvitationSchema } from './person-invitation-view';

const anInvitation = { name: 'invitation of this person' };

/** @throws Refusal wrong-state where nobody can sign in. */
function requireSignIn({ signIn, noSignIn }: ApiDependencies): SignIn {
  if (signIn) return signIn;
  throw new Refusal(
    'wrong-state',
    `${noSignIn ?? ''} Without it, nobody can be invited: make a key instead.`,
  );
}

export const personInvitationRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/:id/invitations',
    summary: 'List the invitations of a person',
    needs: 'manage-persons',
    scope: aPerson,
    query: z.object(page),
    answers: { 200: pageOf('InvitationPage', invitationSchema) },
  }).handle(async ({ found: { id }, query: { limit, cursor } }, { database }) => {
    const after = fromCursor(cursor, places.created);
    const found = await listInvitations(database, id, { after, limit: limit + 1 });
    return { status: 200, body: toPage(found, limit, (last) => [last.madeAt, last.id], invitationView) };
  }),
  route({
    method: 'post',
    path: '/v1/persons/:id/invitations',
    summary:
      'Invite a person to sign in, by a link that is shown once and works once; it revokes the one before. ' +
      'A second admin confirms the account with which they sign in',
    needs: 'manage-persons',
    scope: aPerson,
    creates: true,
    secret: true,
    answers: { 201: madeInvitationSchema },
    problems: ['forbidden', 'wrong-state'],
  }).create(
    async ({ caller, params: { id } }, dependencies, creation) => {
      const { invitationMs: lastsMs } = requireSignIn(dependencies);
      const secret = newSecret();
      const made = await changePersons(dependencies.database, { by: caller.id }, async (tx, actor) => {
        const person = await findPersonRecord(tx, id);
        if (!person) throw notFound(aPerson);
        const whyNot = whyNoInviter(actor);
        requireMore(whyNot === null, whyNot ?? '');
        const why = whyNotInvite({ ...person, isDeactivated: person.deactivatedAt !== null });
        if (why !== null) throw new Refusal('wrong-state', why);
        const invitation = { personId: id, madeBy: actor.id, token: secret, lastsMs };
        return creation(tx, () => makeInvitation(tx, invitation));
      });
      return { id: made, secret };
    },
    async (_asked, dependencies, { id, secret }) => {
      const made = await findInvitation(dependencies.database, id);
      if (!made) throw notFound(anInvitation);
      const link = new URL(`/auth/invitation?token=${secret}`, requireSignIn(dependencies).publicUrl).href;
      return { status: 201, body: { ...invitationView(made), link } };
    },
  ),
  route({
    method: 'delete',
    path: '/v1/persons/:id/invitations/:invitationId',
    summary: 'Revoke an invitation: it can no longer be used, not even by who has opened it',
    needs: 'manage-persons',
    scope: aPerson,
    answers: { 204: nothing },
    problems: ['wrong-state'],
  }).handle(async ({ caller, params: { id, invitationId } }, { database }) => {
    const isKnown = await changePersons(database, { by: caller.id }, (tx, actor) =>
      revokeInvitation(tx, { personId: id, invitationId, by: actor.id }),
    );
    if (!isKnown) throw notFound(anInvitation);
    return { status: 204 };
  }),
];
