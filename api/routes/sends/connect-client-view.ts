import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { leftToDo } from '../../../domain/sends/client';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { temporalLink } from '../../temporal-link';
import type { ClientSight } from './client-sight';
import type { ApiDependencies } from '../../dependencies';

/** Where the sending of an Account stands, and the client once there is one. */
export function connectClientView(
  { id, send, link: linked }: ListedAccount,
  dependencies: ApiDependencies,
  sight: ClientSight,
) {
  const link = linked && sight('read', linked.client) ? linked : null;
  const candidates = send?.candidates ?? [];
  const seen = candidates.filter((candidate) => sight('read', candidate));
  const hidden = { client: linked !== null && link === null, candidates: candidates.length - seen.length };
  const isHidden = hidden.client || hidden.candidates > 0;
  return {
    state: send?.state ?? 'not-sent',
    client: link?.client ?? null,
    /** What there is at sites of Locations that are not this person's to see. */
    hidden,
    adopted: link?.adopted ?? false,
    drift: link?.drift ?? [],
    leftToDo: linked ? leftToDo : [],
    accountCode: linked?.accountCode ?? null,
    codeConflict: linked?.codeConflict ?? null,
    attempt: send?.attempt ?? 0,
    lastFault: faultFor(send?.lastFault ?? null, isHidden),
    nextTryAt: send?.nextTryAt ?? null,
    candidates: seen,
    workflowId: send ? sendToConnectId(id) : null,
    temporalUi: send ? temporalLink(dependencies, sendToConnectId(id)) : null,
  };
}

/** Connect's own words may be about a client that is hidden. */
const faultFor = (fault: Record<string, unknown> | null, isHidden: boolean) =>
  fault && isHidden ? { ...fault, message: 'It is about a client of another location.' } : fault;
