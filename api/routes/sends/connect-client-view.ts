import { z } from 'zod';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { leftToDo } from '../../../domain/sends/client';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { temporalLink } from '../../temporal-link';
import { count, id, link } from '../../http/answer-fields';
import { connectStates } from '../accounts/account-schema';
import { clientSchema } from './client-schema';
import type { ClientSight } from './client-sight';
import type { ApiDependencies } from '../../dependencies';
import { progressFields, progressFor } from './send-progress';

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
    ...progressFields,
    candidates: z.array(clientSchema),
    workflowId: z.string().nullable(),
    temporalUi: link,
  })
  .meta({ id: 'Sending' });

/** The state of an Account's send, and the client once there is one. */
export function connectClientView(
  account: ListedAccount,
  dependencies: ApiDependencies,
  sight: ClientSight,
): z.infer<typeof sendingSchema> {
  const { id, send, link: linked } = account;
  const { progress, candidates, hidden } = progressFor(account, sight);
  const link = hidden.client ? null : linked;
  return {
    state: send?.state ?? 'not-sent',
    client: link?.client ?? null,
    hidden,
    adopted: link?.adopted ?? false,
    drift: link?.drift ?? [],
    leftToDo: linked ? [...leftToDo] : [],
    accountCode: linked?.accountCode ?? null,
    codeConflict: linked?.codeConflict ?? null,
    ...progress,
    candidates,
    workflowId: send ? sendToConnectId(id) : null,
    temporalUi: send ? temporalLink(dependencies, sendToConnectId(id)) : null,
  };
}
