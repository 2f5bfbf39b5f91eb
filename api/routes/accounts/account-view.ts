import { isSendable } from '../../../domain/sends/send-states';
import type { Caller } from '../../http/caller';
import type { ClientSight } from '../sends/client-sight';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import type { AccountView } from './account-schema';

type Actions = AccountView['actions'];

/** What the caller may do with the Account's client now. */
function accountActions(
  { send, link, locationId }: ListedAccount,
  caller: Caller,
  sight: ClientSight,
): Actions {
  const state = send?.state ?? 'not-sent';
  const view: Actions = link && sight('read', link.client) ? ['viewConnectClient'] : [];
  if (!caller.may('manage-accounts', locationId))
    return caller.may('read', locationId) && state === 'linked' ? view : [];
  if (state === 'linked')
    return link && sight('manage-accounts', link.client)
      ? [...view, 'editConnectClient', ...convertOf(link.client)]
      : view;
  if (state === 'needs-decision') return ['resolve'];
  return isSendable(state) ? ['sendToConnect'] : [];
}

const convertOf = ({ status }: { status: string }): Actions =>
  status === 'Active' ? [] : ['convertConnectClient'];

export function accountView(account: ListedAccount, caller: Caller, sight: ClientSight): AccountView {
  const client = account.link?.client ?? null;
  return {
    id: account.id,
    accountsId: account.accountsId,
    name: account.name,
    type: account.type,
    locationId: account.locationId,
    tenancyFrom: account.tenancyFrom,
    tenancyTo: account.tenancyTo,
    contacts: account.contacts,
    connectState: account.send?.state ?? 'not-sent',
    connectClient: client && sight('read', client) ? client : null,
    accountCodes: account.codes,
    actions: accountActions(account, caller, sight),
    version: account.version,
  };
}
