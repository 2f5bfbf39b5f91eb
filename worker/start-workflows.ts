import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/database';
import { importHead } from '../prisma/repositories/imports';
import { chargeImportId, chargeImportWorkflow } from '../workflows/charge-import/contract';
import { taskQueue } from '../workflows/contract';
import { sendToConnectId, sendToConnectWorkflow } from '../workflows/send-to-connect/contract';

/** One workflow for each Account: what is running goes on; the send row says whether there is anything to do. */
const startOptions = {
  taskQueue,
  workflowIdConflictPolicy: 'USE_EXISTING',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
} as const;

function sendOptions(accountId: string) {
  return {
    ...startOptions,
    workflowId: sendToConnectId(accountId),
    args: [{ accountId }],
    staticSummary: 'Make a Connect client of an Account',
    staticDetails: `Account \`${accountId}\`. One client, however often it is pressed or retried.`,
    searchAttributes: { AccountId: [accountId], ConnectState: ['requested'] },
  };
}

function importOptions(importId: string, locationId: string) {
  return {
    ...startOptions,
    workflowId: chargeImportId(importId),
    args: [{ importId }],
    staticSummary: 'Import a call-charges file',
    staticDetails: `Import \`${importId}\`: read, match, complete (1), approve (2), post.`,
    searchAttributes: { ImportId: [importId], LocationId: [locationId], ImportStatus: ['received'] },
  };
}

export async function startSend(client: Client, accountId: string): Promise<void> {
  await client.workflow.start(sendToConnectWorkflow, sendOptions(accountId));
}

/** Tells the send's workflow, starting it where it does not run. */
export async function signalSend(
  client: Client,
  accountId: string,
  signal: string,
  argument: unknown,
): Promise<void> {
  await client.workflow.signalWithStart(sendToConnectWorkflow, {
    ...sendOptions(accountId),
    signal,
    signalArgs: [argument],
  });
}

export async function startImport(client: Client, database: Database, importId: string): Promise<void> {
  const found = await importHead(database, importId);
  if (found) await client.workflow.start(chargeImportWorkflow, importOptions(importId, found.locationId));
}

const over = ['posted', 'cancelled', 'failed', 'voided'];

/** Tells the import's workflow, starting it where it does not run; an import that is over has nobody to tell. */
export async function signalImport(
  client: Client,
  database: Database,
  importId: string,
  { signal, argument }: { signal: string; argument: unknown },
): Promise<void> {
  const found = await importHead(database, importId);
  if (!found || over.includes(found.status)) return;
  await client.workflow.signalWithStart(chargeImportWorkflow, {
    ...importOptions(importId, found.locationId),
    signal,
    signalArgs: [argument],
  });
}
