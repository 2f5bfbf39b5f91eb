import { z } from 'zod';
import { endSessionsBy, listSessions } from '../../../prisma/repositories/people/sessions';
import { id, instant } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { notFound } from '../../http/scope';
import { aPerson } from './a-person';

const sessionOfPerson = z
  .object({
    id,
    signedInAt: instant,
    lastUsedAt: instant,
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

export const sessionsOfPersonRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/:id/sessions',
    summary: "List a person's sessions",
    needs: 'manage-persons',
    scope: aPerson,
    answers: { 200: pageOf('SessionOfPersonPage', sessionOfPerson) },
  }).handle(async ({ found: { id } }, { database, signIn }) => {
    const sessions = signIn ? await listSessions(database, id, signIn.sessions) : [];
    const items = sessions.map(({ signedInAt, lastUsedAt, ...one }) => ({
      ...one,
      signedInAt: signedInAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
    }));
    return { status: 200, body: { items, next: null } };
  }),

  route({
    method: 'delete',
    path: '/v1/persons/:id/sessions',
    summary: 'End all sessions of a person',
    needs: 'manage-persons',
    scope: aPerson,
    answers: { 200: endedSessions },
  }).handle(async ({ found: { id }, caller }, { database }) => {
    const ended = await database.transaction((tx) => endSessionsBy(tx, { by: caller.id, of: id }));
    return { status: 200, body: { ended } };
  }),

  route({
    method: 'delete',
    path: '/v1/persons/:id/sessions/:sessionId',
    summary: 'End a session of a person',
    needs: 'manage-persons',
    scope: aPerson,
    answers: { 200: endedSessions },
  }).handle(async ({ found: { id }, params: { sessionId }, caller }, { database }) => {
    const ended = await database.transaction((tx) =>
      endSessionsBy(tx, { by: caller.id, of: id, only: sessionId }),
    );
    if (ended === 0) throw noSuchSession();
    return { status: 200, body: { ended } };
  }),
];
