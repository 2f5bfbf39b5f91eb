import type { Client } from '@temporalio/client';
import { chargeImportWorkflow } from '../workflows/charge-import/contract';
import { sendToConnectWorkflow } from '../workflows/send-to-connect/contract';

/** More than a round looks at. */
const most = 200_000;
const withinMs = 30_000;

/**
 * Ids of the workflows of ours that run on the task queue, as the visibility store of Temporal knows them: seconds
 * late.
 * @throws Error where there are more than can be looked at, or Temporal is away.
 */
export async function runningWorkflows(client: Client, taskQueue: string): Promise<Set<string>> {
  const query = `WorkflowType IN ("${chargeImportWorkflow}", "${sendToConnectWorkflow}")
    AND TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
  const ids = new Set<string>();
  await client.connection.withDeadline(Date.now() + withinMs, async () => {
    for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) {
      ids.add(workflowId);
      if (ids.size > most) throw new Error(`more than ${most} workflows run`);
    }
  });
  return ids;
}
