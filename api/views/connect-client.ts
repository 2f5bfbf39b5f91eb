import { sendToConnectId } from '../../workflows/send-to-connect/contract';
import { leftToDo } from '../../domain/client';
import type { ListedAccount } from '../../prisma/repositories/account-list';
import { temporalLink } from './temporal-link';
import type { ApiDependencies } from '../dependencies';

/** Where the sending of an Account stands, and the client once there is one. */
export function connectClientView({ id, send, link }: ListedAccount, dependencies: ApiDependencies) {
  return {
    state: send?.state ?? 'not-sent',
    client: link?.client ?? null,
    adopted: link?.adopted ?? false,
    drift: link?.drift ?? [],
    leftToDo: link ? leftToDo : [],
    accountCode: link?.accountCode ?? null,
    codeConflict: link?.codeConflict ?? null,
    attempt: send?.attempt ?? 0,
    lastFault: send?.lastFault ?? null,
    nextTryAt: send?.nextTryAt ?? null,
    candidates: send?.candidates ?? [],
    workflowId: send ? sendToConnectId(id) : null,
    temporalUi: send ? temporalLink(dependencies, sendToConnectId(id)) : null,
  };
}
