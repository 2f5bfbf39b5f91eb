import { type Schema } from '../../../clients/typescript/src';
import { expectSame, TourFailure } from './expect';
import { at, type Tour } from './tour';
import { unsentAccounts } from './unsent-accounts';

const PRESSES = 5;
const LINKED_WITHIN_MS = 60_000;

/** Three Accounts become Clients; the button of the first is pressed five times at once, and makes one client. */
export async function sendAccounts(tour: Tour): Promise<Schema<'Account'>[]> {
  const { narrator, as, names, location } = tour;
  const { accounts, made } = await unsentAccounts(tour);
  const which = made === 0 ? 'three accounts that are not yet sent' : `three accounts, ${made} of them new,`;
  narrator.step(`${names.ops} sends ${which} from ${location.name} to Connect.`);
  for (const { accountsId, name } of accounts) narrator.say(`${accountsId}  ${name}`);
  const [first, ...others] = accounts as [Schema<'Account'>, ...Schema<'Account'>[]];
  narrator.say(`${first.accountsId} is sent ${PRESSES} times at once, the others once.`);
  const presses = [...Array.from({ length: PRESSES }, () => first), ...others];
  await Promise.all(presses.map(({ id }) => as.ops.post('/v1/accounts/{id}/send-to-connect', at(id))));
  for (const account of accounts) await untilLinked(tour, account);
  await expectOneClient(tour, first);
  return Promise.all(accounts.map(({ id }) => as.ops.get('/v1/accounts/{id}', at(id))));
}

async function untilLinked({ narrator, as }: Tour, { id, accountsId }: Schema<'Account'>): Promise<void> {
  const sent = await narrator.until<Schema<'Sending'>>({
    what: accountsId,
    look: () => as.ops.get('/v1/accounts/{id}/connect-client', at(id)),
    state: ({ state }) => state,
    wanted: 'linked to a client',
    done: ({ state }) => state === 'linked',
    hopeless: ({ state, lastFault }) =>
      ['rejected', 'needs-decision', 'given-up'].includes(state)
        ? `${state} (${JSON.stringify(lastFault)})`
        : undefined,
    withinMs: LINKED_WITHIN_MS,
  });
  const { client, accountCode } = sent;
  if (!client) throw new TourFailure(`Client of ${accountsId}`, 'one', 'none');
  expectSame(`Billing Reference of ${accountsId}`, accountsId, client.billingReference);
  expectSame(`Schema<'Account'> code of ${accountsId}`, accountsId, accountCode);
  narrator.say(`${accountsId} is client ${client.id}: ${client.type}, ${client.status}.`);
  narrator.link(sent);
}

async function expectOneClient(
  { narrator, connect }: Tour,
  { accountsId }: Schema<'Account'>,
): Promise<void> {
  const clients = () =>
    connect.list<{ id: string }>(`/clients?billingReference=${encodeURIComponent(accountsId)}`);
  const found = await narrator.until({
    what: `Clients of ${accountsId} in Connect`,
    look: clients,
    state: ({ length }) => String(length),
    wanted: '1',
    done: ({ length }) => length > 0, // a search may lag
  });
  expectSame(`Clients with the Billing Reference ${accountsId} in Connect`, 1, found.length);
  narrator.say(`Sent ${PRESSES} times at once: one client.`);
}
