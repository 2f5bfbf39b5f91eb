import { mayAct, type Person } from '../../../domain/people/roles';
import { isSendable } from '../../../domain/sends/send-states';
import type { ClientSight } from '../sends/client-sight';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';

/** What this person may do with the Account's client now. */
function accountActions(
  { send, link, locationId }: ListedAccount,
  person: Person,
  sight: ClientSight,
): string[] {
  const state = send?.state ?? 'not-sent';
  const view = link && sight('read', link.client) ? ['viewConnectClient'] : [];
  if (!mayAct(person, 'manage-accounts', locationId))
    return mayAct(person, 'read', locationId) && state === 'linked' ? view : [];
  if (state === 'linked')
    return link && sight('manage-accounts', link.client)
      ? [...view, 'editConnectClient', ...(link.client.status === 'Active' ? [] : ['convertConnectClient'])]
      : view;
  if (state === 'needs-decision') return ['resolve'];
  return isSendable(state) ? ['sendToConnect'] : [];
}

export function accountView(account: ListedAccount, person: Person, sight: ClientSight) {
  const client = account.link?.client ?? null;
  const connectState = account.send?.state ?? 'not-sent';
  return {
    id: account.id,
    accountsId: account.accountsId,
    name: account.name,
    type: account.type,
    locationId: account.locationId,
    tenancyFrom: account.tenancyFrom,
    tenancyTo: account.tenancyTo,
    contacts: account.contacts,
    connectState,
    connectClient: client && sight('read', client) ? client : null,
    accountCodes: account.codes,
    actions: accountActions(account, person, sight),
    version: account.version,
  };
}
