import { accountActions } from '../../../domain/accounts/account-actions';
import type { ConnectState } from '../../../domain/sends/send-states';
import type { Caller } from '../../http/caller';
import type { ClientSight } from '../sends/client-sight';
import { progressFor } from '../sends/send-progress';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import type { AccountView } from './account-schema';

export function accountView(account: ListedAccount, caller: Caller, sight: ClientSight): AccountView {
  const client = account.link?.client ?? null;
  const connectState: ConnectState = account.send?.state ?? 'not-sent';
  const sent = { locationId: account.locationId, connectState, client };
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
    send: account.send && progressFor(account, sight).progress,
    connectClient: client && sight('read', client) ? client : null,
    accountCodes: account.codes,
    ...caller.ask((person) => accountActions(sent, person, sight)),
    version: account.version,
  };
}
