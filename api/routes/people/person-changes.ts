import { z } from 'zod';
import type { Transaction } from '../../../prisma/client/database';
import { changePersons } from '../../../prisma/repositories/people/change-persons';
import {
  confirmChange,
  findChange,
  listChanges,
  withdrawChange,
} from '../../../prisma/repositories/people/pending-changes';
import type { Person } from '../../../domain/people/roles';
import type { ApiDependencies } from '../../dependencies';
import { pageOf } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { find, type Subject } from '../../http/scope';
import { aPerson } from './a-person';
import { changeSchema, changeView } from './person-change-view';
import { personSchema, personView } from './person-view';

const aChange: Subject<{ personId: string }> = {
  name: 'change that waits',
  find: ({ database }, id) => findChange(database, id),
};

export const personChangeRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/changes',
    summary: 'List what waits until a second admin confirms it, the oldest first',
    needs: 'manage-persons',
    scope: 'house',
    query: z.object(page),
    answers: { 200: pageOf('PersonChangePage', changeSchema) },
  }).handle(async ({ caller, query: { limit, cursor } }, { database }) => {
    const after = fromCursor(cursor, places.created);
    const found = await listChanges(database, { after, limit: limit + 1 });
    const view = toPage(
      found,
      limit,
      (last) => [last.askedAt, last.id],
      (one) => changeView(one, caller),
    );
    return { status: 200, body: view };
  }),
  route({
    method: 'post',
    path: '/v1/persons/changes/:id/confirm',
    summary: 'Let a change take effect that another admin asked for, about somebody else than me',
    needs: 'manage-persons',
    scope: aChange,
    answers: { 200: personSchema },
    problems: ['own-work', 'wrong-state', 'email-taken'],
  }).handle(async ({ caller, params: { id }, found: { personId } }, dependencies) => {
    await end(dependencies, caller, (tx, actor) => confirmChange(tx, actor, id));
    return { status: 200, body: personView(await find(aPerson, dependencies, personId, caller), caller) };
  }),
  route({
    method: 'post',
    path: '/v1/persons/changes/:id/withdraw',
    summary: 'Withdraw a change that waits, whoever asked for it',
    needs: 'manage-persons',
    scope: aChange,
    answers: { 200: personSchema },
    problems: ['wrong-state'],
  }).handle(async ({ caller, params: { id }, found: { personId } }, dependencies) => {
    await end(dependencies, caller, (tx, actor) => withdrawChange(tx, actor, id));
    return { status: 200, body: personView(await find(aPerson, dependencies, personId, caller), caller) };
  }),
];

const end = (
  { database }: ApiDependencies,
  caller: Caller,
  work: (tx: Transaction, actor: Person) => Promise<void>,
) => changePersons(database, { by: caller.id }, work);
