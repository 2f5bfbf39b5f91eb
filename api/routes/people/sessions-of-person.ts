import { z } from 'zod';
import { endSessionsBy, listSessions } from '../../../prisma/repositories/people/sessions';
import { id, instant } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { route } from '../../http/route';
import { notFound } from '../../http/scope';
import { aPersonOrMe } from './a-person';

const sessionOfPerson = z
  .object({
    id,
    signedInAt: instant,
    lastUsedAt: instant,
    isCurrent: z.boolean().meta({ description: 'The one that this request came with.' }),
    userAgent: z
      .string()
      .nullable()
      .meta({ examples: ['Mozilla/5.0 (X11; Linux x86_64)'] }),
  })
  .meta({ id: 'SessionOfPerson' });

const endedSessions = z
  .object({ ended: z.int().meta({ description: 'How many have ended.' }) })
  .meta({ id: 'EndedSessions' });

const noSuchSession = () => notFound({ name: 'session of this person' });

const currentOf = ({ credential }: Caller): string | undefined =>
  credential?.kind === 'session' ? credential.sessionId : undefined;

export const sessionsOfPersonRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/:id/sessions',
    summary: 'List the sessions of a person, or my own',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    answers: { 200: pageOf('SessionOfPersonPage', sessionOfPerson) },
  }).handle(async ({ found: { id }, caller }, { database, signIn }) => {
    const current = currentOf(caller);
    const sessions = signIn ? await listSessions(database, id, signIn.sessions) : [];
    const items = sessions.map(({ signedInAt, lastUsedAt, ...one }) => ({
      ...one,
      signedInAt: signedInAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      isCurrent: one.id === current,
    }));
    return { status: 200, body: { items, next: null } };
  }),

  route({
    method: 'delete',
    path: '/v1/persons/:id/sessions',
    summary: 'End all sessions of a person, or my own; or all others of mine',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    query: z.object({
      keepCurrent: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'Whether the session that this request comes with goes on.' }),
    }),
    answers: { 200: endedSessions },
  }).handle(async ({ found: { id }, caller, query: { keepCurrent } }, { database }) => {
    const but = keepCurrent === 'true' ? currentOf(caller) : undefined;
    const ended = await database.transaction((tx) => endSessionsBy(tx, { by: caller.id, of: id, but }));
    return { status: 200, body: { ended } };
  }),

  route({
    method: 'delete',
    path: '/v1/persons/:id/sessions/:sessionId',
    summary: 'End a session of a person, or one of mine',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    answers: { 200: endedSessions },
  }).handle(async ({ found: { id }, params: { sessionId }, caller }, { database }) => {
    const ended = await database.transaction((tx) =>
      endSessionsBy(tx, { by: caller.id, of: id, only: sessionId }),
    );
    if (ended === 0) throw noSuchSession();
    return { status: 200, body: { ended } };
  }),
];
