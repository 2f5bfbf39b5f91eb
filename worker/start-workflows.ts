import type { Client } from '@temporalio/client';
import type { Database } from '../prisma/client/database';
import { type ApiUrl, accountLinks, importLinks } from '../activities/links';
import { importLabel } from '../prisma/repositories/imports/imports';
import { chargeImportId, chargeImportWorkflow } from '../workflows/charge-import/contract';
import type { Links } from '../workflows/details/contract';
import { linkLine } from '../workflows/details/link-line';
import { sendMessages, sendToConnectId, sendToConnectWorkflow } from '../workflows/send-to-connect/contract';

export interface NearbyClient {
  client: Client;
  requestEagerStart: boolean;
  /** Milliseconds that it may take before the other connection is tried. */
  withinMs: number;
}

/** What the relay needs to start workflows and to signal them. */
export interface WorkflowStarter {
  client: Client;
  /** On the connection of this process's worker, which Temporal may hand the first task of what is started here. */
  nearby: NearbyClient;
  database: Database;
  taskQueue: string;
  /** For links back from the Temporal UI. */
  apiUrl: ApiUrl;
}

/** How long Temporal may take for one call. */
const withinMs = 8_000;
const inTime = <T>({ client }: WorkflowStarter, call: () => Promise<T>): Promise<T> =>
  client.connection.withDeadline(Date.now() + withinMs, call);

/** A running workflow is left alone; the database says whether there is anything to do. */
const startOptions = {
  workflowIdConflictPolicy: 'USE_EXISTING',
  workflowIdReusePolicy: 'ALLOW_DUPLICATE',
} as const;

const withLinks = (text: string, { links }: { links?: Links }): string =>
  links ? `${text}\n\n${linkLine(links)}` : text;

function sendOptions({ taskQueue, apiUrl }: WorkflowStarter, accountId: string) {
  return {
    ...startOptions,
    taskQueue,
    workflowId: sendToConnectId(accountId),
    args: [{ accountId }],
    staticSummary: 'Create a Connect client for an Account',
    staticDetails: withLinks(
      `Account \`${accountId}\`. One client, however often the button is pressed or the work retried.`,
      accountLinks(apiUrl, accountId),
    ),
    searchAttributes: { AccountId: [accountId], ConnectState: ['requested'] },
  };
}

/** Null if the import is not, or no longer, in the database. */
async function importOptions({ taskQueue, database, apiUrl }: WorkflowStarter, importId: string) {
  const found = await importLabel(database, importId);
  if (!found) return null;
  return {
    ...startOptions,
    taskQueue,
    workflowId: chargeImportId(importId),
    args: [{ importId }],
    staticSummary: `Charge import at ${found.location}, to ${found.referenceDate}`,
    staticDetails: withLinks(
      `Import \`${importId}\`, read as *${found.importType}*, batch date ${found.batchDate}: read, match, ` +
        'complete (1), approve (2), post.',
      importLinks(apiUrl, importId, null),
    ),
    searchAttributes: {
      ImportId: [importId],
      LocationId: [found.locationId],
      ImportStatus: [found.status],
    },
  };
}

/**
 * Starts the send's workflow. If it is running, it is signalled: it may be about to end with the state from before the
 * press.
 */
export async function startSend(starter: WorkflowStarter, accountId: string): Promise<void> {
  if (!(await startNearby(starter, accountId)))
    await signalSend(starter, accountId, { signal: sendMessages.wake });
}

/** @returns false if it is running already, or if the connection does not answer: for both, a signal is the remedy. */
async function startNearby(starter: WorkflowStarter, accountId: string): Promise<boolean> {
  const { client, requestEagerStart, withinMs } = starter.nearby;
  const options = {
    ...sendOptions(starter, accountId),
    workflowIdConflictPolicy: 'FAIL',
    requestEagerStart,
  } as const;
  let late: NodeJS.Timeout | undefined;
  const started = client.workflow.start(sendToConnectWorkflow, options).then(
    () => true,
    () => false,
  );
  const tooLate = new Promise<false>((resolve) => (late = setTimeout(() => resolve(false), withinMs)));
  return Promise.race([started, tooLate]).finally(() => clearTimeout(late));
}

export async function startImport(starter: WorkflowStarter, importId: string): Promise<void> {
  const options = await importOptions(starter, importId);
  if (options) await inTime(starter, () => starter.client.workflow.start(chargeImportWorkflow, options));
}

/** A message, and its single argument, if any. */
export interface Message {
  signal: string;
  argument?: Record<string, unknown>;
}

const signalOf = ({ signal, argument }: Message) => ({ signal, signalArgs: argument ? [argument] : [] });

/** Signals the send's workflow, starting it if it is not running. */
export async function signalSend(
  starter: WorkflowStarter,
  accountId: string,
  message: Message,
): Promise<void> {
  const options = { ...sendOptions(starter, accountId), ...signalOf(message) };
  await inTime(starter, () => starter.client.workflow.signalWithStart(sendToConnectWorkflow, options));
}

/**
 * Signals the import's workflow, starting it if it is not running: it then finds out the state of the import by itself.
 */
export async function signalImport(
  starter: WorkflowStarter,
  importId: string,
  message: Message,
): Promise<void> {
  const options = await importOptions(starter, importId);
  if (!options) return;
  await inTime(starter, () =>
    starter.client.workflow.signalWithStart(chargeImportWorkflow, { ...options, ...signalOf(message) }),
  );
}
