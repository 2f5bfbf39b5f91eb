import { z } from 'zod';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { instant } from '../../http/answer-fields';
import type { ClientSight } from './client-sight';

const faultSchema = z
  .looseObject({
    kind: z.string().meta({ examples: ['throttled'] }),
    message: z.string().meta({ examples: ['Too many requests'] }),
  })
  .meta({ id: 'ConnectFault' });

/** How a send gets on. */
export const progressFields = {
  attempt: z.int().nonnegative(),
  lastFault: faultSchema.nullable(),
  nextTryAt: instant.nullable(),
};

export const sendProgressSchema = z.object(progressFields).meta({ id: 'SendProgress' });

/** What the caller may see of it; how many candidates and whether a client are hidden from them. */
export function progressFor({ link, send }: ListedAccount, sight: ClientSight) {
  const isClientHidden = link !== null && !sight('read', link.client);
  const seen = (send?.candidates ?? []).filter((candidate) => sight('read', candidate));
  const hidden = { client: isClientHidden, candidates: (send?.candidates ?? []).length - seen.length };
  const isHidden = hidden.client || hidden.candidates > 0;
  const progress = {
    attempt: send?.attempt ?? 0,
    lastFault: faultFor(send?.lastFault ?? null, isHidden),
    nextTryAt: send?.nextTryAt ?? null,
  };
  return { progress, candidates: seen, hidden };
}

/** Connect's own message may be about a client that is hidden. */
function faultFor(fault: Record<string, unknown> | null, isHidden: boolean) {
  if (fault === null) return null;
  const message = isHidden ? 'It is about a client of another location.' : String(fault.message);
  return { ...fault, kind: String(fault.kind), message };
}
