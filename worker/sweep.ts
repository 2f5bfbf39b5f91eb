import type { Client } from '@temporalio/client';
import type { FileStore } from '../connectors/file-store/file-store';
import type { Database } from '../prisma/client/database';
import { removeOldSessions } from '../prisma/repositories/people/sessions';
import { pruneKeyedRequests } from '../prisma/repositories/work/keyed-requests';
import { enqueueMissing, type OutboxMessage, pruneOutbox } from '../prisma/repositories/work/outbox';
import {
  claimRound,
  fromTheBeginning,
  checkedUntil,
  type CheckedUntil,
  workInProgress,
} from '../prisma/repositories/work/in-progress';
import { chargeImportId } from '../workflows/charge-import/contract';
import { sendToConnectId } from '../workflows/send-to-connect/contract';
import { runningWorkflows } from './running-workflows';
import { type Log, describeError } from './describe-error';

const tryEveryMs = 5_000;
const restartEveryMs = 15_000;
const tidyEveryMs = 10 * 60_000;
/** Longer than any upload takes. */
const abandonedAfterMs = 24 * 3_600_000;

export interface SweepOptions {
  database: Database;
  client: Client;
  taskQueue: string;
  files: FileStore;
  log: Log;
}

/**
 * Runs periodically, on one worker at a time: makes sure that work in progress has its workflow, whatever became of it,
 * and signals decisions again that have not been applied. @returns the function that stops it.
 */
export function startSweep(options: SweepOptions): () => void {
  const { database, files, log } = options;
  let until = fromTheBeginning;
  const sweep = async () => {
    if (await claimRound(database, 'look after', restartEveryMs))
      until = await restartForgotten(options, until);
    if (await claimRound(database, 'tidy', tidyEveryMs)) {
      await pruneOutbox(database);
      await removeOldSessions(database);
      await pruneKeyedRequests(database);
      await files.sweep(new Date(Date.now() - abandonedAfterMs));
    }
  };
  let sweeping = false;
  const run = () => {
    if (sweeping) return;
    sweeping = true;
    void sweep()
      .catch((error: unknown) => log('sweep failed', describeError(error)))
      .finally(() => (sweeping = false));
  };
  run();
  const timer = setInterval(run, tryEveryMs);
  return () => clearInterval(timer);
}

/**
 * Restarts what should be running and is not, and nothing else, so that waiting work costs nothing.
 * @returns where the next check begins.
 */
export async function restartForgotten(
  { database, client, taskQueue }: Pick<SweepOptions, 'database' | 'client' | 'taskQueue'>,
  after: CheckedUntil = fromTheBeginning,
): Promise<CheckedUntil> {
  const found = await workInProgress(database, after);
  const { imports, toBePosted, sends, decisions } = found;
  await enqueueMissing(database, [
    // A running workflow checks again when it is told that something has changed.
    ...toBePosted.map((importId): OutboxMessage => ({ kind: 'rematch', payload: { importId } })),
    ...decisions.map((decisionId): OutboxMessage => ({ kind: 'deliver-decision', payload: { decisionId } })),
  ]);
  if (imports.length + sends.length === 0) return checkedUntil(found);
  const running = await runningWorkflows(client, taskQueue);
  await enqueueMissing(database, [
    ...imports
      .filter((id) => !running.has(chargeImportId(id)))
      .map((importId): OutboxMessage => ({ kind: 'start-import', payload: { importId } })),
    ...sends
      .filter((id) => !running.has(sendToConnectId(id)))
      .map((accountId): OutboxMessage => ({ kind: 'start-send', payload: { accountId } })),
  ]);
  return checkedUntil(found);
}
