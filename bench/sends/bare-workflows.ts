import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

export interface BareWorkflows {
  /** Runs one from start to end. */
  one: () => Promise<void>;
  close: () => Promise<void>;
}

/** Workflows of one empty activity, whose client and worker are in this process: the cost of Temporal itself. */
export async function startBareWorkflows(address: string): Promise<BareWorkflows> {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  const taskQueue = `bench-${randomUUID()}`;
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: path.join(__dirname, 'bare-workflow.js'),
      logger,
    }),
    activities: { nothing: () => Promise.resolve() },
    maxConcurrentActivityTaskExecutions: 20,
  });
  const running = worker.run();
  const { workflow } = new Client({ connection });
  return {
    one: () => workflow.execute('bare', { taskQueue, workflowId: randomUUID() }),
    async close() {
      worker.shutdown();
      await running;
      await Promise.all([native.close(), connection.close()]);
    },
  };
}
