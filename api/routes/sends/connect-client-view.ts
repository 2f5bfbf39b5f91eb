import { z } from 'zod';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { leftToDo } from '../../../domain/sends/client';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { temporalLink } from '../../temporal-link';
import { count, id, instant, link } from '../../http/answer-fields';
import { connectStates } from '../accounts/account-schema';
import { clientSchema } from './client-schema';
import type { ClientSight } from './client-sight';
import type { ApiDependencies } from '../../dependencies';

const faultSchema = z
  .looseObject({
    kind: z.string().meta({ examples: ['throttled'] }),
    message: z.string().meta({ examples: ['Too many requests'] }),
  })
  .meta({ id: 'ConnectFault' });

const driftSchema = z
  .object({
    field: z.enum(['name', 'type', 'siteId', 'billingReference']),
    ours: z.string(),
    theirs: z.string(),
  })
  .meta({ id: 'Drift', description: 'A field that differs between the account and its client in Connect.' });

export const sendingSchema = z
  .object({
    state: z.enum(connectStates),
    client: clientSchema.nullable(),
    hidden: z
      .object({ client: z.boolean(), candidates: count })
      .meta({ description: 'What exists at sites of locations that the caller may not see.' }),
    adopted: z.boolean(),
    drift: z.array(driftSchema),
    leftToDo: z.array(z.enum(leftToDo)),
    accountCode: z
      .string()
      .nullable()
      .meta({ examples: ['ACC-1006'] }),
    codeConflict: z.object({ accountId: id, accountsId: z.string() }).nullable(),
    attempt: z.int().nonnegative(),
    lastFault: faultSchema.nullable(),
    nextTryAt: instant.nullable(),
    candidates: z.array(clientSchema),
    workflowId: z.string().nullable(),
    temporalUi: link,
  })
  .meta({ id: 'Sending' });

/** The state of an Account's send, and the client once there is one. */
export function connectClientView(
  { id, send, link: linked }: ListedAccount,
  dependencies: ApiDependencies,
  sight: ClientSight,
): z.infer<typeof sendingSchema> {
  const link = linked && sight('read', linked.client) ? linked : null;
  const candidates = send?.candidates ?? [];
  const seen = candidates.filter((candidate) => sight('read', candidate));
  const hidden = { client: linked !== null && link === null, candidates: candidates.length - seen.length };
  const isHidden = hidden.client || hidden.candidates > 0;
  return {
    state: send?.state ?? 'not-sent',
    client: link?.client ?? null,
    hidden,
    adopted: link?.adopted ?? false,
    drift: link?.drift ?? [],
    leftToDo: linked ? [...leftToDo] : [],
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

/** Connect's own message may be about a client that is hidden. */
function faultFor(fault: Record<string, unknown> | null, isHidden: boolean) {
  if (fault === null) return null;
  const message = isHidden ? 'It is about a client of another location.' : String(fault.message);
  return { ...fault, kind: String(fault.kind), message };
}
