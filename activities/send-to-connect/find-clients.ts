import type { Client } from '../../domain/sends/client';
import type { Connect } from '../../connectors/connect/connect';
import type { Database } from '../../prisma/client/database';
import { clientsOfOthers } from '../../prisma/repositories/sends/connect-links';
import type { ClaimedSend } from '../../prisma/repositories/sends/send-lease';

export interface FoundClients {
  byReference: Client[];
  byName: Client[];
  /** Ids of those under our references that may belong to another Account. */
  mayBeOthers: string[];
}

/**
 * Asks Connect for clients under every Billing Reference ever sent for the Account, and for clients of the same name at
 * the site that no other Account has.
 */
export async function findClients(
  connect: Connect,
  database: Database,
  send: ClaimedSend,
): Promise<FoundClients> {
  const byReference: Client[] = [];
  for (const billingReference of send.references)
    byReference.push(...(await connect.findClients({ billingReference })));
  const namesakes = await connect.findClients({ siteId: send.payload.siteId, name: send.payload.name });
  const found = [...byReference, ...namesakes];
  const others = found.length > 0 ? await clientsOfOthers(database, send.accountId, found) : [];
  return {
    byReference: [...new Map(byReference.map((client) => [client.id, client])).values()],
    byName: namesakes.filter(({ id, endedAt }) => !others.includes(id) && endedAt === null),
    mayBeOthers: others,
  };
}
