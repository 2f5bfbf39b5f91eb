import { z } from 'zod';
import { changePersons } from '../../../prisma/repositories/people/change-persons';
import { createPerson, editPerson } from '../../../prisma/repositories/people/person-edits';
import {
  findPersonRecord,
  listPersons,
  type PersonRecord,
} from '../../../prisma/repositories/people/person-records';
import { versionDiffers } from '../../../prisma/repositories/version-differs';
import { pageOf } from '../../http/answer-kinds';
import { byName, toPageByName } from '../../http/cursor';
import { emailAddress, page, seenText } from '../../http/fields';
import { etagOf } from '../../http/if-match';
import { route } from '../../http/route';
import { find, notFound } from '../../http/scope';
import { aPerson } from './a-person';
import { editedPersonSchema, personSchema, personView, warningsView } from './person-view';

const name = seenText(200).meta({ examples: ['Olga Field'] });
const email = emailAddress.meta({ examples: ['olga@example.org'] });

const newPerson = z
  .strictObject({ name, kind: z.enum(['human', 'machine']), email: email.nullable().default(null) })
  .meta({ id: 'NewPerson' });

const personEdit = z
  .strictObject({
    name: name.optional(),
    email: email.nullable().optional(),
    deactivated: z.boolean().optional(),
  })
  .meta({ id: 'PersonEdit' });

export const personRoutes = [
  route({
    method: 'get',
    path: '/v1/persons',
    summary: 'List persons by name',
    needs: 'manage-persons',
    scope: 'house',
    query: z.object(page),
    answers: { 200: pageOf('PersonPage', personSchema) },
  }).handle(async ({ caller, query }, { database }) => {
    const found = await listPersons(database, byName(query));
    return { status: 200, body: toPageByName(found, query.limit, (one) => personView(one, caller)) };
  }),
  route({
    method: 'post',
    path: '/v1/persons',
    summary: 'Add a person, without a role or a key; an e-mail address waits for a second admin',
    needs: 'manage-persons',
    scope: 'house',
    body: newPerson,
    creates: true,
    answers: { 201: personSchema },
    headers: { 201: ['etag', 'location'] },
    problems: ['name-taken', 'email-taken'],
  }).create(
    ({ caller, body }, { database, allowSingleAdmin }, creation) =>
      changePersons(database, { by: caller.id }, (tx, actor) =>
        creation(tx, () => createPerson(tx, { actor, allowSingleAdmin }, body)),
      ),
    async ({ caller }, dependencies, id) => {
      const made = await find(aPerson, dependencies, id, caller);
      const headers = { location: `/v1/persons/${id}`, etag: etagOf(made) };
      return { status: 201, body: personView(made, caller), headers };
    },
  ),
  route({
    method: 'get',
    path: '/v1/persons/:id',
    summary: 'Get a person',
    needs: 'manage-persons',
    scope: aPerson,
    answers: { 200: personSchema },
    headers: { 200: ['etag'] },
  }).handle(({ caller, found }) =>
    Promise.resolve({ status: 200, body: personView(found, caller), headers: { etag: etagOf(found) } }),
  ),
  route({
    method: 'patch',
    path: '/v1/persons/:id',
    summary: 'Edit a person; a new e-mail address, and bringing back an approver, wait for a second admin',
    needs: 'manage-persons',
    scope: aPerson,
    ifMatch: 'required',
    body: personEdit,
    answers: { 200: editedPersonSchema },
    headers: { 200: ['etag'] },
    problems: ['name-taken', 'email-taken', 'last-admin'],
  }).handle(async ({ caller, params: { id }, body, seenVersion }, dependencies) => {
    const { database, allowSingleAdmin } = dependencies;
    const left = await changePersons(database, { by: caller.id }, async (tx, actor) => {
      const person = await findPersonRecord(tx, id);
      if (!person) throw notFound(aPerson);
      requireVersion(person, seenVersion);
      return editPerson(tx, { actor, allowSingleAdmin }, person, body);
    });
    const edited = await find(aPerson, dependencies, id, caller);
    const answer = { ...personView(edited, caller), warnings: warningsView(left) };
    return { status: 200, body: answer, headers: { etag: etagOf(edited) } };
  }),
];

function requireVersion({ version }: PersonRecord, seen: number | null): void {
  if (seen === null || seen === version) return;
  throw versionDiffers('person');
}
