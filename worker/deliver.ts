import { isTerminal } from '../domain/imports/import-states';
import { findDecision } from '../prisma/repositories/people/decisions';
import { importHead } from '../prisma/repositories/imports/imports';
import type { OutboxEntry } from '../prisma/repositories/work/outbox';
import { importMessages } from '../workflows/charge-import/contract';
import { sendMessages } from '../workflows/send-to-connect/contract';
import { signalImport, signalSend, startImport, startSend, type WorkflowStarter } from './start-workflows';

/** Does what an outbox entry asks for. Every kind can safely be done twice. */
export async function deliver(starter: WorkflowStarter, entry: OutboxEntry): Promise<void> {
  switch (entry.kind) {
    case 'start-send':
      return startSend(starter, entry.payload.accountId);
    case 'start-import':
      return startImport(starter, entry.payload.importId);
    case 'rematch':
    case 'go-on': {
      const { importId } = entry.payload;
      const found = await importHead(starter.database, importId);
      if (!found || isTerminal(found.status)) return;
      const signal = entry.kind === 'rematch' ? importMessages.rematch : importMessages.goOn;
      return signalImport(starter, importId, { signal });
    }
    case 'deliver-decision':
      return deliverDecision(starter, entry.payload.decisionId);
  }
}

/** The API notifies the workflow first; this is for when it could not. */
async function deliverDecision(starter: WorkflowStarter, decisionId: string): Promise<void> {
  const found = await findDecision(starter.database, decisionId);
  if (found?.state !== 'pending') return;
  const { decision } = found;
  const argument = { decisionId };
  return decision.about === 'send'
    ? signalSend(starter, decision.accountId, { signal: sendMessages.decide, argument })
    : signalImport(starter, decision.importId, { signal: importMessages.decide, argument });
}
