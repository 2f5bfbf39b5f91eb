import { z } from 'zod';
import { openInvitation } from '../../../prisma/repositories/people/invitations';
import { html } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { beginSignIn } from '../../sign-in/begin-sign-in';
import { countFailures } from '../../sign-in/count-failures';
import { endedInvitation, invited, noSuchInvitation } from '../../sign-in/invitation-pages';
import { IssuerAway } from '../../sign-in/issuer';
import { away, notSetUp } from '../../sign-in/pages';

export const openInvitationRoute = route({
  method: 'get',
  path: '/auth/invitation',
  summary: 'Open an invitation: shows whom it is for, and continues at the issuer',
  needs: 'nothing',
  browser: true,
  query: z.object({ token: z.string().max(100).optional().meta({ description: 'Of the link.' }) }),
  answers: { 200: html, 404: html, 410: html, 503: html },
  headers: { 200: ['set-cookie'], 503: ['retry-after'] },
  problems: ['too-many-attempts'],
}).handle(async ({ query: { token }, browser }, dependencies) => {
  const { database, signIn, noSignIn, allowSingleAdmin } = dependencies;
  if (!signIn) return notSetUp(noSignIn);
  const failed = countFailures(dependencies, browser);
  const invitation = token === undefined ? null : await openInvitation(database, { token });
  if (invitation === null) return failed(noSuchInvitation);
  const { id: invitationId, state } = invitation;
  if (state !== 'open') return failed(endedInvitation(state));
  try {
    // The page has the way on, and only this browser can go it: no other site can send anybody there.
    const beginning = { cookies: browser.cookies, wayBack: '/', invitationId };
    const { url: to, cookie } = await beginSignIn(dependencies, signIn, beginning);
    return { ...invited({ invitation, to, allowSingleAdmin }), headers: { 'set-cookie': cookie } };
  } catch (error) {
    if (error instanceof IssuerAway) return away;
    throw error;
  }
});
