import { z } from 'zod';
import { narrowed } from '../../../domain/people/roles';
import { countConnectStates } from '../../../prisma/repositories/sends/count-states';
import { count } from '../../http/answer-fields';
import { route } from '../../http/route';
import { connectStates } from '../accounts/account-schema';

const sendCounts = z
  .object({
    states: z.object(Object.fromEntries(connectStates.map((state) => [state, count]))),
    total: count,
  })
  .meta({ id: 'SendCounts', description: 'Accounts by the state of their send.' });

export const sendCountRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts/counts',
    summary: 'Count accounts by the state of their send to Connect',
    needs: 'read',
    scope: 'locations',
    query: z.object({ locationId: z.uuid().optional() }),
    answers: { 200: sendCounts },
    problems: ['too-much-to-add-up'],
  }).handle(async ({ where, query: { locationId } }, { database }) => {
    const found = await countConnectStates(database, narrowed(where, locationId));
    const states = Object.fromEntries(connectStates.map((state) => [state, found[state] ?? 0]));
    const total = Object.values(states).reduce((sum, one) => sum + one, 0);
    return { status: 200, body: { states, total } };
  }),
];
