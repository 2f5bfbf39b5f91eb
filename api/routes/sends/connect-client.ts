import { z } from 'zod';
import { Refusal } from '../../../domain/refusal';
import type { ListedAccount, ListedSend } from '../../../prisma/repositories/accounts/account-list';
import { requestSend } from '../../../prisma/repositories/sends/sends';
import { acceptedLater, decide, pendingDecisionSchema } from '../../decide';
import type { ApiDependencies } from '../../dependencies';
import type { Caller } from '../../http/caller';
import { text } from '../../http/fields';
import { etagOf } from '../../http/if-match';
import { route } from '../../http/route';
import { find } from '../../http/scope';
import { anAccount } from '../accounts/an-account';
import { changeClient, changeProblems } from './change-client';
import { sightOfClients } from './client-sight';
import { connectClientView, sendingSchema } from './connect-client-view';

const instant = z.iso.datetime({ offset: true });
const clientEdit = z
  .strictObject({
    name: text(200).optional(),
    type: z.enum(['Residential', 'Virtual']).optional(),
    startDate: instant.optional(),
    endDate: instant.optional(),
    billingReference: text(64).optional(),
  })
  .meta({ id: 'ConnectClientEdit' });

const resolution = z
  .strictObject({
    decision: z.enum(['link', 'create', 'give-up']),
    clientId: text(255)
      .optional()
      .meta({ examples: ['cli_0042'] }),
    reason: text(1000).meta({ examples: ['The same tenant, by phone.'] }),
  })
  .refine(({ decision, clientId }) => decision !== 'link' || clientId !== undefined, {
    path: ['clientId'],
    error: 'Say which client to link: use an id from the candidates.',
  })
  .meta({ id: 'SendDecision' });

/** The version is that of the client: what the workflow does in the meantime does not change it. */
const shown = (dependencies: ApiDependencies, caller: Caller, account: ListedAccount) => ({
  body: connectClientView(account, dependencies, sightOfClients(caller, account)),
  headers: { etag: etagOf({ version: account.link?.version ?? 0 }) },
});

/** A send that has just begun is known without reading it again. */
const justRequested: ListedSend = {
  state: 'requested',
  attempt: 0,
  lastFault: null,
  nextTryAt: null,
  candidates: [],
};

const shownAgain = async (dependencies: ApiDependencies, caller: Caller, { id }: ListedAccount) =>
  shown(dependencies, caller, await find(anAccount, dependencies, id, caller));

export const connectClientRoutes = [
  route({
    method: 'post',
    path: '/v1/accounts/:id/send-to-connect',
    summary: 'Create a Connect client for an account; repeating the request changes nothing',
    needs: 'manage-accounts',
    scope: anAccount,
    answers: { 200: sendingSchema, 202: sendingSchema },
    headers: { 200: ['etag'], 202: ['etag', 'location'] },
    problems: ['location-without-site'],
  }).handle(async ({ caller, found }, dependencies) => {
    const { id } = found;
    const { state, begins } = await dependencies.database.transaction(
      (tx) => requestSend(tx, id, caller.id),
      { subject: `account:${id}` },
    );
    const { body, headers } = begins
      ? shown(dependencies, caller, { ...found, send: justRequested, link: null })
      : await shownAgain(dependencies, caller, found);
    if (state === 'linked') return { status: 200, body, headers };
    return { status: 202, body, headers: { ...headers, location: `/v1/accounts/${id}/connect-client` } };
  }),
  route({
    method: 'get',
    path: '/v1/accounts/:id/connect-client',
    summary: 'Get how far sending an account has come, and its client',
    needs: 'read',
    scope: anAccount,
    answers: { 200: sendingSchema },
    headers: { 200: ['etag'] },
  }).handle(({ caller, found }, dependencies) =>
    Promise.resolve({ status: 200, ...shown(dependencies, caller, found) }),
  ),
  route({
    method: 'patch',
    path: '/v1/accounts/:id/connect-client',
    summary: 'Edit the client in Connect',
    needs: 'manage-accounts',
    scope: anAccount,
    ifMatch: 'required',
    body: clientEdit,
    answers: { 200: sendingSchema },
    headers: { 200: ['etag'] },
    problems: changeProblems,
  }).handle(async ({ caller, found: account, body, seenVersion, signal }, dependencies) => {
    const change = { account, caller, action: 'client.edited' as const, seenVersion, signal };
    await changeClient(dependencies, change, (clientId, signal) =>
      dependencies.connect.editClient(clientId, body, signal),
    );
    return { status: 200, ...(await shownAgain(dependencies, caller, account)) };
  }),
  route({
    method: 'post',
    path: '/v1/accounts/:id/connect-client/convert',
    summary: 'Activate the client in Connect',
    needs: 'manage-accounts',
    scope: anAccount,
    answers: { 200: sendingSchema },
    headers: { 200: ['etag'] },
    problems: changeProblems,
  }).handle(async ({ caller, found: account, signal }, dependencies) => {
    const change = { account, caller, action: 'client.converted' as const, seenVersion: null, signal };
    await changeClient(dependencies, change, (clientId, signal) =>
      dependencies.connect.convertClient(clientId, signal),
    );
    return { status: 200, ...(await shownAgain(dependencies, caller, account)) };
  }),
  route({
    method: 'post',
    path: '/v1/accounts/:id/connect-client/resolve',
    summary: 'Decide what the look-up left open: link, create a new client, or give up',
    needs: 'manage-accounts',
    scope: anAccount,
    body: resolution,
    answers: { 200: sendingSchema, 202: pendingDecisionSchema },
    headers: { 200: ['etag'], 202: ['location', 'retry-after'] },
    problems: ['no-decision-needed'],
  }).handle(async ({ caller, found, body }, dependencies) => {
    const { id, send } = found;
    if (send?.state !== 'needs-decision')
      throw new Refusal(
        'no-decision-needed',
        send
          ? `The send is ${send.state}: it is not waiting for a decision.`
          : 'The account was never sent: there is nothing to decide.',
      );
    const { decision: kind, clientId, reason } = body;
    const decision =
      kind === 'link' ? { kind, clientId: clientId as string, reason } : { kind, clientId, reason };
    const made = await decide(dependencies, caller, { about: 'send', accountId: id, ...decision });
    if (!made.outcome) return acceptedLater(made);
    return { status: 200, ...(await shownAgain(dependencies, caller, found)) };
  }),
];
