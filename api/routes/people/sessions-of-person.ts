import { z } from 'zod';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { endSessions, listSessions } from '../../../prisma/repositories/people/sessions';
import { findPersonNamed } from '../../../prisma/repositories/people/persons';
import type { ApiDependencies } from '../../dependencies';
import { id, instant } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { notFound } from '../../http/scope';

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

const ended = z
  .object({ ended: z.int().meta({ description: 'How many have ended.' }) })
  .meta({ id: 'EndedSessions' });

const noSuchSession = () => notFound({ name: 'session of this person' });

/** @throws Refusal not-found */
async function requirePerson({ database }: ApiDependencies, personId: string): Promise<void> {
  const found = await database.reading((tx) => findPersonNamed(tx, personId));
  if (found === null) throw notFound({ name: 'person' });
}

/** Ends them at once, which is audited. */
const endThem = ({ database }: ApiDependencies, by: string, personId: string, only?: string) =>
  database.transaction(async (tx) => {
    const sessions = await endSessions(tx, personId, only);
    for (const sessionId of sessions)
      await recordAudit(tx, {
        personId: by,
        action: 'session.ended',
        subject: `person:${personId}`,
        detail: { sessionId },
      });
    return sessions.length;
  });

export const sessionsOfPersonRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/:id/sessions',
    summary: "List a person's sessions",
    needs: 'manage-persons',
    scope: 'house',
    answers: { 200: pageOf('SessionOfPersonPage', sessionOfPerson) },
  }).handle(async ({ params }, dependencies) => {
    await requirePerson(dependencies, params.id);
    const { database, signIn } = dependencies;
    const sessions = signIn ? await listSessions(database, params.id, signIn.sessions) : [];
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
    scope: 'house',
    answers: { 200: ended },
  }).handle(async ({ params, caller }, dependencies) => {
    await requirePerson(dependencies, params.id);
    return { status: 200, body: { ended: await endThem(dependencies, caller.id, params.id) } };
  }),

  route({
    method: 'delete',
    path: '/v1/persons/:id/sessions/:sessionId',
    summary: 'End a session of a person',
    needs: 'manage-persons',
    scope: 'house',
    answers: { 200: ended },
  }).handle(async ({ params, caller }, dependencies) => {
    await requirePerson(dependencies, params.id);
    const count = await endThem(dependencies, caller.id, params.id, params.sessionId);
    if (count === 0) throw noSuchSession();
    return { status: 200, body: { ended: count } };
  }),
];
