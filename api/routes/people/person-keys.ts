import { z } from 'zod';
import { whyNoKey } from '../../../domain/people/api-keys';
import { mayAct } from '../../../domain/people/roles';
import { Refusal } from '../../../domain/refusal';
import { changePersons } from '../../../prisma/repositories/people/change-persons';
import { findKey, listKeys, makeKey, revokeKey } from '../../../prisma/repositories/people/keys';
import { findPersonRecord } from '../../../prisma/repositories/people/person-records';
import { newKey } from '../../../prisma/repositories/people/secrets';
import { nothing, pageOf } from '../../http/answer-kinds';
import { requireMore } from '../../http/caller';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { notFound } from '../../http/scope';
import { aPersonOrMe } from './a-person';
import { keySchema, keyView, madeKeySchema } from './person-key-view';

const keyAsked = z
  .strictObject({
    expiresAt: z.iso
      .datetime({ offset: true, error: 'Must be a time with its offset, such as 2027-06-01T00:00:00Z.' })
      .refine((at) => Date.parse(at) > Date.now(), 'Must be in the future.')
      .nullable()
      .default(null)
      .meta({ description: 'Null: never.', examples: ['2027-06-01T00:00:00Z'] }),
  })
  .meta({ id: 'NewKey' });

export const personKeyRoutes = [
  route({
    method: 'get',
    path: '/v1/persons/:id/keys',
    summary: 'List the keys of a person, or my own, apart from those that were revoked',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    query: z.object(page),
    answers: { 200: pageOf('KeyPage', keySchema) },
  }).handle(async ({ found: { id }, query: { limit, cursor } }, { database }) => {
    const after = fromCursor(cursor, places.created);
    const keys = await listKeys(database, id, { after, limit: limit + 1 });
    return { status: 200, body: toPage(keys, limit, (last) => [last.createdAt, last.id], keyView) };
  }),
  route({
    method: 'post',
    path: '/v1/persons/:id/keys',
    summary: 'Make a key, which is shown once; a person has two at most',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    body: keyAsked,
    creates: true,
    secret: true,
    answers: { 201: madeKeySchema },
    problems: ['forbidden', 'wrong-state', 'too-many-keys'],
  }).create(
    async ({ caller, params: { id }, body }, { database, signInConfigured }, creation) => {
      const { credential } = caller;
      const secret = newKey();
      const made = await changePersons(database, { by: caller.id, own: id }, async (tx, actor) => {
        const owner = await findPersonRecord(tx, id);
        if (!owner) throw notFound(aPersonOrMe);
        if (owner.deactivatedAt !== null) throw new Refusal('wrong-state', `${owner.name} is deactivated.`);
        const managesPersons = mayAct(actor, 'manage-persons', null);
        const maker = { id: actor.id, kind: actor.kind, managesPersons };
        const why = whyNoKey({ owner, maker, credential, signInConfigured });
        requireMore(why === null, why ?? '');
        const how = { ofKind: owner.kind, bySession: credential?.kind === 'session', signInConfigured };
        const key = { personId: id, key: secret, madeBy: actor.id, expiresAt: body.expiresAt, how };
        return creation(tx, () => makeKey(tx, key));
      });
      return { id: made, secret };
    },
    async (_asked, { database }, { id, secret }) => {
      const made = await findKey(database, id);
      if (!made) throw notFound({ name: 'key of this person' });
      return { status: 201, body: { ...keyView(made), key: secret } };
    },
  ),
  route({
    method: 'delete',
    path: '/v1/persons/:id/keys/:keyId',
    summary: 'Revoke a key of a person, or of mine: it stops working at once',
    needs: 'manage-persons',
    scope: aPersonOrMe,
    answers: { 204: nothing },
  }).handle(async ({ caller, params: { id, keyId } }, { database }) => {
    const isKnown = await changePersons(database, { by: caller.id, own: id }, (tx, actor) =>
      revokeKey(tx, { personId: id, keyId, by: actor.id }),
    );
    if (!isKnown) throw notFound({ name: 'key of this person' });
    return { status: 204 };
  }),
];
