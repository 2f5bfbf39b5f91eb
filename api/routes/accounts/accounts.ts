import { narrowed } from '../../../domain/people/roles';
import { type ListedAccount, listAccounts } from '../../../prisma/repositories/accounts/account-list';
import { createAccount, editAccount } from '../../../prisma/repositories/accounts/accounts';
import { requestSend } from '../../../prisma/repositories/sends/sends';
import { pageOf } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { fromCursor, places, toPage } from '../../http/cursor';
import { etagOf } from '../../http/if-match';
import { route } from '../../http/route';
import { find } from '../../http/scope';
import { aLocation } from '../catalogue/a-location';
import { sightOfClients } from '../sends/client-sight';
import { accountBytes, accountEdit, accountFilter, newAccount } from './account-input';
import { accountSchema } from './account-schema';
import { accountView } from './account-view';
import { anAccount } from './an-account';

const viewOf = (caller: Caller) => (account: ListedAccount) =>
  accountView(account, caller, sightOfClients(caller, account));

const shown = (caller: Caller, account: ListedAccount) => ({
  body: viewOf(caller)(account),
  headers: { etag: etagOf(account) },
});

export const accountRoutes = [
  route({
    method: 'get',
    path: '/v1/accounts',
    summary: 'List accounts by Accounts ID',
    needs: 'read',
    scope: 'locations',
    query: accountFilter,
    answers: { 200: pageOf('AccountPage', accountSchema) },
  }).handle(async ({ caller, where, query }, dependencies) => {
    const { limit, cursor, locationId, ...rest } = query;
    const found = await listAccounts(dependencies.database, {
      ...rest,
      locationIds: narrowed(where, locationId),
      after: fromCursor(cursor, places.name),
      limit: limit + 1,
    });
    const place = ({ accountsId }: ListedAccount) => accountsId;
    return { status: 200, body: toPage(found, limit, place, viewOf(caller)) };
  }),
  route({
    method: 'post',
    path: '/v1/accounts',
    summary: 'Add an account, and send it to Connect if asked to or if its location does so',
    needs: 'manage-accounts',
    scope: { subject: aLocation, member: 'locationId', detail: 'Use an id from GET /v1/locations.' },
    body: newAccount,
    maxBytes: accountBytes,
    creates: true,
    answers: { 201: accountSchema },
    headers: { 201: ['etag', 'location'] },
    problems: ['accounts-id-taken', 'location-without-site'],
  }).create(
    ({ caller, found: location, body: { sendToConnect, ...account } }, { database }, creation) =>
      database.transaction((tx) =>
        creation(tx, async () => {
          const made = await createAccount(tx, account, caller.id, caller.readsAt);
          if (sendToConnect || location.sendOnCreation) await requestSend(tx, made, caller.id);
          return made;
        }),
      ),
    async ({ caller }, dependencies, id) => {
      const made = await find(anAccount, dependencies, id, caller);
      const { body, headers } = shown(caller, made);
      return { status: 201, body, headers: { ...headers, location: `/v1/accounts/${id}` } };
    },
  ),
  route({
    method: 'get',
    path: '/v1/accounts/:id',
    summary: 'Get an account',
    needs: 'read',
    scope: anAccount,
    answers: { 200: accountSchema },
    headers: { 200: ['etag'] },
  }).handle(({ caller, found }) => Promise.resolve({ status: 200, ...shown(caller, found) })),
  route({
    method: 'patch',
    path: '/v1/accounts/:id',
    summary: 'Edit an account',
    needs: 'manage-accounts',
    scope: anAccount,
    ifMatch: 'required',
    body: accountEdit,
    maxBytes: accountBytes,
    answers: { 200: accountSchema },
    headers: { 200: ['etag'] },
    problems: ['accounts-id-taken', 'account-code-taken'],
  }).handle(async ({ caller, found: { id, locationId }, body, seenVersion }, dependencies) => {
    const by = { personId: caller.id, readsAt: caller.readsAt };
    await dependencies.database.transaction(
      (tx) => editAccount(tx, { id, locationId, edit: body, version: seenVersion, ...by }),
      { subject: `account:${id}` },
    );
    const edited = await find(anAccount, dependencies, id, caller);
    return { status: 200, ...shown(caller, edited) };
  }),
];
