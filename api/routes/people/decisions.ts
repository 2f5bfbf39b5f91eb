import { z } from 'zod';
import type { DecisionRecord } from '../../../domain/people/decision';
import { problems } from '../../../domain/refusal';
import { accountPlace } from '../../../prisma/repositories/accounts/account-place';
import { importHead } from '../../../prisma/repositories/imports/imports';
import { findDecision } from '../../../prisma/repositories/people/decisions';
import { id } from '../../http/answer-fields';
import { route } from '../../http/route';
import type { Subject } from '../../http/scope';

const decisionSchema = z
  .object({
    id,
    kind: z.enum([
      ...(['complete', 'approve', 'reject', 'reopen', 'withdraw', 'cancel'] as const),
      ...(['link', 'create', 'give-up'] as const),
    ]),
    state: z.enum(['pending', 'applied', 'refused']),
    outcome: z
      .object({
        result: z.enum(['applied', 'refused']),
        problem: z.enum(problems).nullable(),
        detail: z.string().nullable(),
        state: z.string(),
        pointer: z.string().optional(),
      })
      .nullable(),
  })
  .meta({ id: 'Decision' });

interface DecisionAtLocation extends DecisionRecord {
  locationId: string;
}

const aDecision: Subject<DecisionAtLocation> = {
  name: 'decision',
  async find({ database }, id) {
    const found = await findDecision(database, id);
    if (!found) return null;
    const { decision } = found;
    const subject =
      decision.about === 'import'
        ? await importHead(database, decision.importId)
        : await accountPlace(database, decision.accountId);
    return subject && { ...found, locationId: subject.locationId };
  },
  locationOf: ({ locationId }) => locationId,
};

export const decisionRoutes = [
  route({
    method: 'get',
    path: '/v1/decisions/:id',
    summary: 'Get the outcome of a decision that was answered with 202',
    needs: 'read',
    scope: aDecision,
    answers: { 200: decisionSchema },
  }).handle(({ found: { id, decision, state, outcome } }) =>
    Promise.resolve({ status: 200, body: { id, kind: decision.kind, state, outcome } }),
  ),
];
