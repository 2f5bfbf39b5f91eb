import { Refusal } from '../../../domain/refusal';
import { findDecision } from '../../../prisma/repositories/people/decisions';
import { requireAct } from '../../http/authentication';
import { idOf, route } from '../../http/route';

export const decisionRoutes = [
  route({
    method: 'get',
    path: '/v1/decisions/:id',
    summary: 'What became of a decision that was answered with 202',
    async handle({ person, params }, { database }) {
      const id = idOf(params);
      const found = await findDecision(database, id);
      if (!found) throw new Refusal('not-found', 'There is no such decision.');
      const subject = found.importId
        ? await database.prisma.chargeImport.findUnique({ where: { id: found.importId } })
        : await database.prisma.account.findUnique({ where: { id: found.accountId as string } });
      requireAct(person, 'read', subject?.locationId ?? null);
      const { kind, state, outcome } = found;
      return { status: 200, body: { id, kind, state, outcome } };
    },
  }),
];
