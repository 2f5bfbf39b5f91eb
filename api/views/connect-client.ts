import { sendToConnectId } from '../../workflows/send-to-connect/contract';
import { leftToDo } from '../../domain/client';
import type { ListedAccount } from '../../prisma/repositories/account-list';
import { temporalLink } from './temporal-link';
import type { ClientSight } from '../client-sight';
import type { ApiDependencies } from '../dependencies';

/** Where the sending of an Account stands, and the client once there is one. */
export function connectClientView(
  { id, send, link: linked }: ListedAccount,
  dependencies: ApiDependencies,
  sight: ClientSight,
) {
  const link = linked && sight('read', linked.client) ? linked : null;
  const candidates = send?.candidates ?? [];
  const seen = candidates.filter((candidate) => sight('read', candidate));
  return {
    state: send?.state ?? 'not-sent',
    client: link?.client ?? null,
    /** What there is at sites of Locations that are not this person's to see. */
    hidden: { client: linked !== null && link === null, candidates: candidates.length - seen.length },
    adopted: link?.adopted ?? false,
    drift: link?.drift ?? [],
    leftToDo: linked ? leftToDo : [],
    accountCode: linked?.accountCode ?? null,
    codeConflict: linked?.codeConflict ?? null,
    attempt: send?.attempt ?? 0,
    lastFault: send?.lastFault ?? null,
    nextTryAt: send?.nextTryAt ?? null,
    candidates: seen,
    workflowId: send ? sendToConnectId(id) : null,
    temporalUi: send ? temporalLink(dependencies, sendToConnectId(id)) : null,
  };
}
