import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/database';
import { importHead } from '../prisma/repositories/imports';
import { chargeImportId, chargeImportWorkflow } from '../workflows/charge-import/contract';
import { sendMessages, sendToConnectId, sendToConnectWorkflow } from '../workflows/send-to-connect/contract';

/** What the relay needs to start and to tell workflows. */
export interface WorkflowStarter {
  client: Client;
  database: Database;
  taskQueue: string;
}

/** What is running goes on; the database says whether there is anything to do. */
const startOptions = {
  workflowIdConflictPolicy: 'USE_EXISTING',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
} as const;

function sendOptions({ taskQueue }: WorkflowStarter, accountId: string) {
  return {
    ...startOptions,
    taskQueue,
    workflowId: sendToConnectId(accountId),
    args: [{ accountId }],
    staticSummary: 'Make a Connect client of an Account',
    staticDetails: `Account \`${accountId}\`. One client, however often it is pressed or retried.`,
    searchAttributes: { AccountId: [accountId], ConnectState: ['requested'] },
  };
}

async function importOptions({ taskQueue, database }: WorkflowStarter, importId: string) {
  const found = await importHead(database, importId);
  if (!found) throw new Error(`import ${importId} is not in the database`);
  return {
    ...startOptions,
    taskQueue,
    workflowId: chargeImportId(importId),
    args: [{ importId }],
    staticSummary: 'Import a call-charges file',
    staticDetails: `Import \`${importId}\`: read, match, complete (1), approve (2), post.`,
    searchAttributes: {
      ImportId: [importId],
      LocationId: [found.locationId],
      ImportStatus: [found.status],
    },
  };
}

/** Wakes the send where it runs already: it may be about to end with what was so before the press. */
export async function startSend(starter: WorkflowStarter, accountId: string): Promise<void> {
  const options = { ...sendOptions(starter, accountId), signal: sendMessages.wake };
  await starter.client.workflow.signalWithStart(sendToConnectWorkflow, options);
}

export async function startImport(starter: WorkflowStarter, importId: string): Promise<void> {
  await starter.client.workflow.start(chargeImportWorkflow, await importOptions(starter, importId));
}

/** A message, and the one object that it carries, if any. */
export interface Message {
  signal: string;
  argument?: Record<string, unknown>;
}

const signalOf = ({ signal, argument }: Message) => ({ signal, signalArgs: argument ? [argument] : [] });

/** Tells the send's workflow, starting it where it does not run. */
export async function signalSend(
  starter: WorkflowStarter,
  accountId: string,
  message: Message,
): Promise<void> {
  const options = { ...sendOptions(starter, accountId), ...signalOf(message) };
  await starter.client.workflow.signalWithStart(sendToConnectWorkflow, options);
}

/** Tells the import's workflow, starting it where it does not run: it then finds out itself where the import stands. */
export async function signalImport(
  starter: WorkflowStarter,
  importId: string,
  message: Message,
): Promise<void> {
  const options = { ...(await importOptions(starter, importId)), ...signalOf(message) };
  await starter.client.workflow.signalWithStart(chargeImportWorkflow, options);
}
