import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/database';
import { findDecision } from '../prisma/repositories/decisions';
import type { OutboxEntry } from '../prisma/repositories/outbox';
import { importMessages } from '../workflows/charge-import/contract';
import { sendMessages } from '../workflows/send-to-connect/contract';
import { signalImport, signalSend, startImport, startSend } from './start-workflows';

/** Does what an outbox entry asks for. Every kind can be done twice without harm. */
export async function deliver(client: Client, database: Database, entry: OutboxEntry): Promise<void> {
  switch (entry.kind) {
    case 'start-send':
      return startSend(client, entry.payload.accountId);
    case 'start-import':
      return startImport(client, database, entry.payload.importId);
    case 'rematch': {
      const { importId, personId } = entry.payload;
      return signalImport(client, database, importId, {
        signal: importMessages.rematch,
        argument: { personId },
      });
    }
    case 'deliver-decision':
      return deliverDecision(client, database, entry.payload.decisionId);
  }
}

/** The API tells the workflow first; this is for when it could not. */
async function deliverDecision(client: Client, database: Database, decisionId: string): Promise<void> {
  const decision = await findDecision(database, decisionId);
  if (!decision || decision.state !== 'pending') return;
  const argument = { decisionId };
  if (decision.accountId) return signalSend(client, decision.accountId, sendMessages.decide, argument);
  if (decision.importId)
    return signalImport(client, database, decision.importId, { signal: importMessages.decide, argument });
}
