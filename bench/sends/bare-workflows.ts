import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

export interface BareWorkflows {
  /** Runs one from start to end. */
  one: () => Promise<void>;
  close: () => Promise<void>;
}

const logger = new DefaultLogger('ERROR');

/** Before any of them is started. */
export const quietRuntime = () => Runtime.install({ logger });

/**
 * Workflows of one empty activity, whose client and worker are in this process: the cost of Temporal itself. Started as
 * the SDK does by default; or as our worker starts sends, over its own connection, eagerly and uncompressed.
 */
export async function startBareWorkflows(
  address: string,
  started: 'by default' | 'like sends',
): Promise<BareWorkflows> {
  const likeSends = started === 'like sends';
  const taskQueue = `bench-${randomUUID()}`;
  const native = await NativeConnection.connect({
    address,
    ...(likeSends && { grpcCompression: { codec: 'none' } }),
  });
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
  const { workflow } = new Client({ connection: likeSends ? native : connection });
  return {
    one: () =>
      workflow.execute('bare', { taskQueue, workflowId: randomUUID(), requestEagerStart: likeSends }),
    async close() {
      worker.shutdown();
      await running;
      await Promise.all([native.close(), connection.close()]);
    },
  };
}
