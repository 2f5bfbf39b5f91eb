import { z } from 'zod';
import { Refusal } from '../../../domain/refusal';
import { endSessionsBy, sessionEnds } from '../../../prisma/repositories/people/sessions';
import type { Caller } from '../../http/caller';
import { instant, named } from '../../http/answer-fields';
import { route } from '../../http/route';

const sessionSchema = z
  .object({
    person: named,
    signedInAt: instant,
    idleEndsAt: instant.meta({ description: 'When it ends unless you do something before.' }),
    endsAt: instant.meta({ description: 'When it ends in any case.' }),
  })
  .meta({ id: 'Session' });

const signedOut = z
  .object({
    issuer: z
      .string()
      .nullable()
      .meta({
        description: 'Go there to end the session at the issuer, too; null if it has no such address.',
        examples: ['https://id.example.com/logout'],
      }),
  })
  .meta({ id: 'SignedOut' });

const ways = z
  .object({
    signIn: z
      .string()
      .nullable()
      .meta({ examples: ['/auth/sign-in'] }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why nobody can sign in.', examples: [null] }),
  })
  .meta({ id: 'WaysIn' });

/** @throws Refusal not-found for a caller with a key, or a token. */
function sessionOf({ credential }: Caller) {
  if (credential?.kind === 'session') return credential;
  throw new Refusal('not-found', 'You did not sign in: this request carries a key.');
}

export const sessionRoutes = [
  route({
    method: 'get',
    path: '/auth',
    summary: 'Get how to sign in',
    needs: 'nothing',
    answers: { 200: ways },
  }).handle((_, { signIn, noSignIn }) =>
    Promise.resolve({ status: 200, body: { signIn: signIn && '/auth/sign-in', reason: noSignIn } }),
  ),

  route({
    method: 'get',
    path: '/v1/session',
    summary: 'Get my session',
    needs: 'own',
    background: true,
    answers: { 200: sessionSchema },
    problems: ['not-found'],
  }).handle(async ({ caller, person: { id, name } }, { database, signIn }) => {
    const { sessionId, signedInAt } = sessionOf(caller);
    const ends = signIn && (await sessionEnds(database, sessionId, signIn.sessions));
    if (!ends) throw new Refusal('unauthenticated', 'Your session has ended. Sign in again.');
    return {
      status: 200,
      body: {
        person: { id, name },
        signedInAt: signedInAt.toISOString(),
        idleEndsAt: ends.idleEndsAt.toISOString(),
        endsAt: ends.endsAt.toISOString(),
      },
    };
  }),

  route({
    method: 'delete',
    path: '/v1/session',
    summary: 'Sign out',
    needs: 'own',
    answers: { 200: signedOut },
    headers: { 200: ['set-cookie'] },
    problems: ['not-found'],
  }).handle(async ({ caller }, { database, signIn }) => {
    const { sessionId } = sessionOf(caller);
    await database.transaction((tx) => endSessionsBy(tx, { by: caller.id, of: caller.id, only: sessionId }));
    const issuer = (await signIn?.issuer.signOutUrl())?.href ?? null;
    const headers: Record<string, string> = signIn ? { 'set-cookie': signIn.cookies.session.clear() } : {};
    return { status: 200, headers, body: { issuer } };
  }),
];
