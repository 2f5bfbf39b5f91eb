import type { Request } from 'express';
import { z } from 'zod';
import type { Client } from '../../../domain/sends/client';
import { Refusal } from '../../../domain/refusal';
import { locationsFor, type Person } from '../../../domain/people/roles';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { refreshLink } from '../../../prisma/repositories/sends/connect-links';
import { requestSend } from '../../../prisma/repositories/sends/sends';
import { requireAct } from '../../http/authentication';
import { sightOfClients } from './client-sight';
import { acceptedLater, decide } from '../../decide';
import type { ApiDependencies } from '../../dependencies';
import { text } from '../../http/fields';
import { idOf, route } from '../../http/route';
import { connectRefusal } from './connect-refusal';
import { connectClientView } from './connect-client-view';
import { requireAccount } from '../accounts/accounts';

const instant = z.iso.datetime({ offset: true });
const clientEdit = z.strictObject({
  name: text(200).optional(),
  type: z.enum(['Residential', 'Virtual']).optional(),
  startDate: instant.optional(),
  endDate: instant.optional(),
  billingReference: text(64).optional(),
});

const resolution = z
  .strictObject({
    decision: z.enum(['link', 'create', 'give-up']),
    clientId: text(255).optional(),
    reason: text(1000),
  })
  .refine(({ decision, clientId }) => decision !== 'link' || clientId !== undefined, {
    path: ['clientId'],
    error: 'Which client is it to be linked to? Take an id of the candidates.',
  });

async function managed(dependencies: ApiDependencies, person: Person, id: string): Promise<ListedAccount> {
  const account = await requireAccount(dependencies, person, id);
  requireAct(person, 'manage-accounts', account.locationId);
  return account;
}

async function view(dependencies: ApiDependencies, person: Person, id: string) {
  const account = await requireAccount(dependencies, person, id);
  return connectClientView(account, dependencies, await sightOfClients(dependencies, person, [account]));
}

/** Changes the client in Connect itself, and keeps what Connect answered. */
async function change(
  dependencies: ApiDependencies,
  { person, id, action, request }: { person: Person; id: string; action: string; request: Request },
  call: (clientId: string, signal: AbortSignal) => Promise<Client>,
) {
  const account = await managed(dependencies, person, id);
  const { link } = account;
  if (!link) throw new Refusal('not-linked', 'Send the account to Connect first.');
  const sight = await sightOfClients(dependencies, person, [account]);
  if (!sight('manage-accounts', link.client)) throw elsewhere();
  const gone = untilGone(request);
  const changed = async () => {
    // It may have been moved at Connect since.
    if (locationsFor(person, 'manage-accounts') !== 'all') {
      const now = await dependencies.connect.readClient(link.clientId);
      if (now.siteId !== link.client.siteId) throw elsewhere();
    }
    return call(link.clientId, gone);
  };
  const client = await changed().catch((error: unknown) => {
    throw connectRefusal(error) ?? error;
  });
  await dependencies.database.transaction((tx) => refreshLink(tx, id, client, person.id, action), {
    subject: `account:${id}`,
  });
  return { status: 200, body: await view(dependencies, person, id) };
}

const elsewhere = () =>
  new Refusal(
    'forbidden',
    'The client is at the site of another location: who manages accounts there may change it.',
  );

/** Aborted once whoever asked has left. */
function untilGone(request: Request): AbortSignal {
  const gone = new AbortController();
  if (request.res?.destroyed) gone.abort();
  request.res?.once('close', () => gone.abort());
  return gone.signal;
}

export const connectClientRoutes = [
  route({
    method: 'post',
    path: '/v1/accounts/:id/send-to-connect',
    summary: 'Make a Connect client of the Account; pressed again, it changes nothing',
    needs: 'manage-accounts',
    async handle({ person, params }, dependencies) {
      const { id } = await managed(dependencies, person, idOf(params));
      const state = await dependencies.database.transaction((tx) => requestSend(tx, id, person.id), {
        subject: `account:${id}`,
      });
      const body = await view(dependencies, person, id);
      if (state === 'linked') return { status: 200, body };
      return { status: 202, body, headers: { location: `/v1/accounts/${id}/connect-client` } };
    },
  }),
  route({
    method: 'get',
    path: '/v1/accounts/:id/connect-client',
    summary: 'Where the sending stands, and the client',
    handle: async ({ person, params }, dependencies) => ({
      status: 200,
      body: await view(dependencies, person, idOf(params)),
    }),
  }),
  route({
    method: 'patch',
    path: '/v1/accounts/:id/connect-client',
    summary: 'Edit the client in Connect',
    needs: 'manage-accounts',
    body: clientEdit,
    handle: ({ person, params, body, request }, dependencies) =>
      change(
        dependencies,
        { person, id: idOf(params), action: 'client.edited', request },
        (clientId, signal) => dependencies.connect.editClient(clientId, body, signal),
      ),
  }),
  route({
    method: 'post',
    path: '/v1/accounts/:id/connect-client/convert',
    summary: 'Activate the client in Connect',
    needs: 'manage-accounts',
    handle: ({ person, params, request }, dependencies) =>
      change(
        dependencies,
        { person, id: idOf(params), action: 'client.converted', request },
        (clientId, signal) => dependencies.connect.convertClient(clientId, signal),
      ),
  }),
  route({
    method: 'post',
    path: '/v1/accounts/:id/connect-client/resolve',
    summary: 'Decide what the look-up left open: link, create a new one, or give up',
    needs: 'manage-accounts',
    body: resolution,
    async handle({ person, params, body }, dependencies) {
      const { id, send } = await managed(dependencies, person, idOf(params));
      if (send?.state !== 'needs-decision')
        throw new Refusal(
          'no-decision-needed',
          `The send is ${send?.state ?? 'not asked for'}: no decision is waited for.`,
        );
      const { decision: kind, clientId, reason } = body;
      const decision =
        kind === 'link' ? { kind, clientId: clientId as string, reason } : { kind, clientId, reason };
      const answer = await decide(dependencies, person, { about: 'send', accountId: id, ...decision });
      if (!answer.outcome) return acceptedLater(answer);
      return { status: 200, body: await view(dependencies, person, id) };
    },
  }),
];
