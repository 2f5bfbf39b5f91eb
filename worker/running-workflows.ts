import type { Client } from '@temporalio/client';
import { chargeImportWorkflow } from '../workflows/charge-import/contract';
import { sendToConnectWorkflow } from '../workflows/send-to-connect/contract';

/** More than one round examines. */
const maxRunning = 200_000;
const withinMs = 30_000;

/**
 * Ids of our workflows running on the task queue, according to Temporal's visibility store, which lags by seconds.
 * @throws Error if there are too many to examine, or Temporal is not reachable.
 */
export async function runningWorkflows(client: Client, taskQueue: string): Promise<Set<string>> {
  const query = `WorkflowType IN ("${chargeImportWorkflow}", "${sendToConnectWorkflow}")
    AND TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
  const ids = new Set<string>();
  await client.connection.withDeadline(Date.now() + withinMs, async () => {
    for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) {
      ids.add(workflowId);
      if (ids.size > maxRunning) throw new Error(`more than ${maxRunning} workflows run`);
    }
  });
  return ids;
}
