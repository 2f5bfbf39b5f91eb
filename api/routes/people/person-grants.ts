import { z } from 'zod';
import { roles } from '../../../domain/people/roles';
import type { Transaction } from '../../../prisma/client/database';
import { changePersons } from '../../../prisma/repositories/people/change-persons';
import { addGrant, removeGrant } from '../../../prisma/repositories/people/grants';
import { findPersonRecord, type PersonRecord } from '../../../prisma/repositories/people/person-records';
import { findChange } from '../../../prisma/repositories/people/pending-changes';
import { pageOf } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { find, notFound } from '../../http/scope';
import { aPerson, aPersonOrMe } from './a-person';
import { changeSchema, changeView } from './person-change-view';
import { grantSchema, grantView, warningsSchema, warningsView } from './person-view';

const newGrant = z
  .strictObject({
    role: z.enum(roles),
    locationId: z
      .uuid()
      .nullable()
      .meta({ description: 'Null: at all locations.', examples: ['7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10'] }),
  })
  .meta({ id: 'NewGrant' });

const grantedSchema = z
  .object({
    grant: grantSchema.nullable().meta({ description: 'Null while it waits for a second admin.' }),
    change: changeSchema.nullable().meta({ description: 'What waits for a second admin.' }),
  })
  .meta({ id: 'Granted' });

export const personGrantRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/:id/grants',
    summary: 'List the roles of a person, or my own',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    answers: { 200: pageOf('GrantPage', grantSchema) },
  }).handle(({ found }) =>
    Promise.resolve({ status: 200, body: { items: found.grants.map(grantView), next: null } }),
  ),
  route({
    method: 'post',
    path: '/v1/persons/:id/grants',
    summary:
      'Give a person a role, at a location or at all of them; the role of an approver waits for a second admin',
    needs: 'manage-persons',
    scope: aPerson,
    body: newGrant,
    creates: true,
    answers: { 200: grantedSchema, 201: grantedSchema, 202: grantedSchema },
    headers: { 202: ['location'] },
    problems: ['wrong-state'],
  }).create(
    ({ caller, params: { id }, body }, { database, allowSingleAdmin }, creation) =>
      changePersons(database, { by: caller.id }, async (tx, actor) => {
        const person = await personIn(tx, id);
        return creation(tx, () => addGrant(tx, { actor, allowSingleAdmin }, person, body));
      }),
    async ({ caller, params: { id }, found: before }, dependencies, madeId) => {
      const { grants } = await find(aPerson, dependencies, id, caller);
      const grant = grants.find((one) => one.id === madeId);
      if (grant) {
        const wasHeld = before.grants.some((one) => one.id === madeId);
        return { status: wasHeld ? 200 : 201, body: { grant: grantView(grant), change: null } };
      }
      const waiting = await findChange(dependencies.database, madeId);
      if (!waiting) throw notFound({ name: 'grant of this person' });
      const headers = { location: '/v1/persons/changes' };
      return { status: 202, headers, body: { grant: null, change: changeView(waiting.change, caller) } };
    },
  ),
  route({
    method: 'delete',
    path: '/v1/persons/:id/grants/:grantId',
    summary: 'Take a role away from a person, at once',
    needs: 'manage-persons',
    scope: aPerson,
    answers: { 200: z.object({ warnings: warningsSchema }).meta({ id: 'GrantRemoved' }) },
    problems: ['last-admin'],
  }).handle(async ({ caller, params: { id, grantId } }, { database }) => {
    const left = await changePersons(database, { by: caller.id }, async (tx, actor) =>
      removeGrant(tx, { actor }, await personIn(tx, id), grantId),
    );
    if (!left) throw notFound({ name: 'grant of this person' });
    return { status: 200, body: { warnings: warningsView(left) } };
  }),
];

async function personIn(tx: Transaction, id: string): Promise<PersonRecord> {
  const person = await findPersonRecord(tx, id);
  if (!person) throw notFound(aPerson);
  return person;
}
