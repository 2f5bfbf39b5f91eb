import type { AuditAction } from '../../../domain/people/audit-action';
import type { Client } from '../../../domain/sends/client';
import { type Problem, Refusal } from '../../../domain/refusal';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { beginEdit, endEdit } from '../../../prisma/repositories/sends/client-edits';
import { refreshLink } from '../../../prisma/repositories/sends/connect-links';
import type { ApiDependencies } from '../../dependencies';
import { type Caller, requireMore } from '../../http/caller';
import { sightOfClients } from './client-sight';
import { connectRefusal } from './connect-refusal';

interface Change {
  account: ListedAccount;
  caller: Caller;
  /** The action's name in the audit trail. */
  action: AuditAction;
  /** The version that the caller has seen; null changes whatever is there. */
  seenVersion: number | null;
  signal: AbortSignal;
}

/** Problems of a change to a client. */
export const changeProblems = [
  'not-linked',
  'connect-refused',
  'connect-unavailable',
] as const satisfies Problem[];

const elsewhere =
  'The client is at the site of another location: only someone who manages accounts there can change it.';

/** Changes the client in Connect itself, and stores Connect's answer. */
export async function changeClient(
  dependencies: ApiDependencies,
  { account, caller, action, seenVersion, signal }: Change,
  call: (clientId: string, signal: AbortSignal) => Promise<Client>,
): Promise<void> {
  const { database, connect } = dependencies;
  const { id, link } = account;
  if (!link) throw new Refusal('not-linked', 'Send the account to Connect first.');
  requireMore(sightOfClients(caller, account)('manage-accounts', link.client), elsewhere);
  const changed = async () => {
    // It may have been moved in Connect since.
    if (!caller.may('manage-accounts', null)) {
      const now = await connect.readClient(link.clientId);
      requireMore(now.siteId === link.client.siteId, elsewhere);
    }
    return call(link.clientId, signal);
  };
  const subject = `account:${id}`;
  const edit = await database.transaction((tx) => beginEdit(tx, id, seenVersion), { subject });
  try {
    const client = await changed().catch((error: unknown) => {
      throw connectRefusal(error) ?? error;
    });
    await database.transaction((tx) => refreshLink(tx, id, client, caller.id, action), { subject });
  } finally {
    await endEdit(database, id, edit).catch(() => undefined); // it ends by itself
  }
}
