import { Refusal } from '../../../domain/refusal';
import { accountPlace } from '../../../prisma/repositories/accounts/account-place';
import { importHead } from '../../../prisma/repositories/imports/imports';
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
      const { decision, state, outcome } = found;
      const subject =
        decision.about === 'import'
          ? await importHead(database, decision.importId)
          : await accountPlace(database, decision.accountId);
      requireAct(person, 'read', subject?.locationId ?? null);
      return { status: 200, body: { id, kind: decision.kind, state, outcome } };
    },
  }),
];
