import { z } from 'zod';
import { Refusal } from '../../../domain/refusal';
import { locationsFor, mayAct, narrowed, type Person } from '../../../domain/people/roles';
import { sendStates } from '../../../domain/sends/send-states';
import {
  findAccount,
  type ListedAccount,
  listAccounts,
} from '../../../prisma/repositories/accounts/account-list';
import { createAccount, editAccount } from '../../../prisma/repositories/accounts/accounts';
import { findLocation } from '../../../prisma/repositories/catalogue/locations';
import { requestSend } from '../../../prisma/repositories/sends/sends';
import { requireAct } from '../../http/authentication';
import { sightOfClients } from '../sends/client-sight';
import { fromCursor, places, toPage } from '../../http/cursor';
import type { ApiDependencies } from '../../dependencies';
import { contacts, date, page, seenText, text } from '../../http/fields';
import { etagOf, seenVersion } from '../../http/if-match';
import { idOf, route } from '../../http/route';
import { accountView } from './account-view';

const inOrder = ({ tenancyFrom, tenancyTo }: { tenancyFrom?: string | null; tenancyTo?: string | null }) =>
  !tenancyFrom || !tenancyTo || tenancyFrom <= tenancyTo;
const order = { path: ['tenancyTo'], error: 'A tenancy cannot end before it begins.' };

const fields = {
  accountsId: seenText(64),
  name: text(500),
  type: text(100),
  tenancyFrom: date.nullable().default(null),
  tenancyTo: date.nullable().default(null),
  contacts: contacts.default([]),
};

const newAccount = z
  .strictObject({
    ...fields,
    locationId: z.uuid('The id of a location.'),
    sendToConnect: z.boolean().default(false),
  })
  .refine(inOrder, order);

const accountEdit = z
  .strictObject({
    accountsId: fields.accountsId.optional(),
    name: fields.name.optional(),
    type: fields.type.optional(),
    tenancyFrom: date.nullable().optional(),
    tenancyTo: date.nullable().optional(),
    contacts: contacts.optional(),
  })
  .refine(inOrder, order);

/** Contacts at their largest, with room for a sender that escapes every letter of theirs. */
const accountBytes = 131_072;

const filter = z.object({
  ...page,
  accountsId: z.string().optional(),
  locationId: z.uuid().optional(),
  connectState: z.enum(['not-sent', ...sendStates]).optional(),
  q: z.string().max(200).optional(),
});

/** @throws Refusal not-found when there is none, or it is not this person's to see. */
export async function requireAccount(
  { database }: ApiDependencies,
  person: Person,
  id: string,
): Promise<ListedAccount> {
  const account = await findAccount(database, id);
  if (!account) throw new Refusal('not-found', 'There is no such account.');
  requireAct(person, 'read', account.locationId);
  return account;
}

async function answer(dependencies: ApiDependencies, person: Person, id: string, status: number) {
  const account = await requireAccount(dependencies, person, id);
  const headers = {
    etag: etagOf(account),
    ...(status === 201 ? { location: `/v1/accounts/${id}` } : {}),
  };
  const sight = await sightOfClients(dependencies, person, [account]);
  return { status, body: accountView(account, person, sight), headers };
}

export const accountRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts',
    summary: 'Accounts by Accounts ID',
    query: filter,
    async handle({ person, query }, dependencies) {
      const { limit, cursor, locationId, ...rest } = query;
      const locationIds = narrowed(locationsFor(person, 'read'), locationId);
      const after = fromCursor(cursor, places.name);
      const found = await listAccounts(dependencies.database, {
        ...rest,
        locationIds,
        after,
        limit: limit + 1,
      });
      const sight = await sightOfClients(dependencies, person, found);
      return {
        status: 200,
        body: toPage(
          found,
          limit,
          ({ accountsId }) => accountsId,
          (account) => accountView(account, person, sight),
        ),
      };
    },
  }),
  route({
    method: 'post',
    path: '/v1/accounts',
    summary: 'Add an Account, and send it to Connect where asked or where its Location says so',
    needs: 'manage-accounts',
    body: newAccount,
    maxBytes: accountBytes,
    async handle({ person, body: { sendToConnect, ...account } }, dependencies) {
      const { database } = dependencies;
      const location = await findLocation(database, account.locationId);
      if (!location || !mayAct(person, 'read', account.locationId))
        throw new Refusal('invalid-request', 'There is no such location.', {
          errors: [{ pointer: '/locationId', detail: 'Take an id of GET /v1/locations.' }],
        });
      requireAct(person, 'manage-accounts', account.locationId);
      const id = await database.transaction(async (tx) => {
        const made = await createAccount(tx, account, person.id, locationsFor(person, 'read'));
        if (sendToConnect || location.sendOnCreation) await requestSend(tx, made, person.id);
        return made;
      });
      return answer(dependencies, person, id, 201);
    },
  }),
  route({
    method: 'get',
    path: '/v1/accounts/:id',
    summary: 'One Account',
    handle: ({ person, params }, dependencies) => answer(dependencies, person, idOf(params), 200),
  }),
  route({
    method: 'patch',
    path: '/v1/accounts/:id',
    summary: 'Edit an Account; If-Match with its version refuses what somebody else has edited',
    needs: 'manage-accounts',
    body: accountEdit,
    maxBytes: accountBytes,
    async handle({ person, params, body, request }, dependencies) {
      const { id, locationId } = await requireAccount(dependencies, person, idOf(params));
      requireAct(person, 'manage-accounts', locationId);
      const version = seenVersion(request);
      const by = { personId: person.id, readsAt: locationsFor(person, 'read') };
      await dependencies.database.transaction(
        (tx) => editAccount(tx, { id, locationId, edit: body, version, ...by }),
        { subject: `account:${id}` },
      );
      return answer(dependencies, person, id, 200);
    },
  }),
];
