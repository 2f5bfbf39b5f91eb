import type { Client } from '../../domain/client';
import { mayAct, type Person } from '../../domain/roles';
import { day } from './day';
import type { AccountRecord } from '../../prisma/repositories/accounts';

/** What this person may do with the Account's client now. */
function accountActions({ send, link, locationId }: AccountRecord, person: Person): string[] {
  const state = send?.state ?? 'not-sent';
  if (!mayAct(person, 'manage-accounts', locationId))
    return mayAct(person, 'read', locationId) && state === 'linked' ? ['viewConnectClient'] : [];
  if (state === 'linked')
    return [
      'viewConnectClient',
      'editConnectClient',
      ...((link?.client as Client | null)?.status === 'Active' ? [] : ['convertConnectClient']),
    ];
  if (state === 'needs-decision') return ['resolve'];
  return ['not-sent', 'rejected', 'given-up'].includes(state) ? ['sendToConnect'] : [];
}

export function accountView(account: AccountRecord, person: Person) {
  const connectState = account.send?.state ?? 'not-sent';
  return {
    id: account.id,
    accountsId: account.accountsId,
    name: account.name,
    type: account.type,
    locationId: account.locationId,
    tenancyFrom: day(account.tenancyFrom),
    tenancyTo: day(account.tenancyTo),
    contacts: account.contacts,
    connectState,
    connectClient: account.link?.client ?? null,
    accountCodes: account.codes.map(codeView),
    actions: accountActions(account, person),
    version: account.version,
  };
}

export function codeView({ id, code, effectiveFrom, effectiveTo }: AccountRecord['codes'][number]) {
  return { id, code, effectiveFrom: day(effectiveFrom), effectiveTo: day(effectiveTo) };
}
