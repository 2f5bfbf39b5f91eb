import path from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { projectRoot } from '../../../config/project-root';
import { longWorkflowTasks } from '../../../worker/task-queues';

it('has a worker wait minutes for a turn of a workflow, though the types of the SDK do not tell of it', async () => {
  const connection = await NativeConnection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  const codePath = path.join(projectRoot(), 'dist/workflow-bundle.js');
  const worker = await Worker.create({
    connection,
    taskQueue: 'patient',
    workflowBundle: { codePath },
    ...longWorkflowTasks,
  });
  expect(worker.options.isolateExecutionTimeoutMs).toBe(120_000);
  await worker.runUntil(Promise.resolve());
  await connection.close();
});
