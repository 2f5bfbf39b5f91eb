import { mayAct, type Person } from '../../domain/roles';
import type { ListedAccount } from '../../prisma/repositories/account-list';

/** What this person may do with the Account's client now. */
function accountActions({ send, link, locationId }: ListedAccount, person: Person): string[] {
  const state = send?.state ?? 'not-sent';
  if (!mayAct(person, 'manage-accounts', locationId))
    return mayAct(person, 'read', locationId) && state === 'linked' ? ['viewConnectClient'] : [];
  if (state === 'linked')
    return [
      'viewConnectClient',
      'editConnectClient',
      ...(link?.client.status === 'Active' ? [] : ['convertConnectClient']),
    ];
  if (state === 'needs-decision') return ['resolve'];
  return ['not-sent', 'rejected', 'given-up'].includes(state) ? ['sendToConnect'] : [];
}

export function accountView(account: ListedAccount, person: Person) {
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
    connectClient: account.link?.client ?? null,
    accountCodes: account.codes,
    actions: accountActions(account, person),
    version: account.version,
  };
}
