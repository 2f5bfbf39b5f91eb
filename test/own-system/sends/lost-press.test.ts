import { readFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { projectRoot } from '../../../config/project-root';
import { startSend, type WorkflowStarter } from '../../../worker/start-workflows';
import { sendToConnectId, type SettleOutcome } from '../../../workflows/send-to-connect/contract';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Activities that answer with one state after another; the first is pressed again before its answer is known. */
async function pressedWhileEnding(states: SettleOutcome['state'][]) {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ]);
  const client = new Client({ connection });
  const taskQueue = `test-${randomUUID()}`;
  const accountId = randomUUID();
  const nearby = { client: new Client({ connection: native }), requestEagerStart: true, withinMs: 30_000 };
  const starter = { client, nearby, taskQueue } as WorkflowStarter;
  let settled = 0;
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: { code: readFileSync(path.join(projectRoot(), 'dist/workflow-bundle.js'), 'utf8') },
  });
  const sends = await Worker.create({
    connection: native,
    taskQueue,
    activities: {
      async settleClient(): Promise<SettleOutcome> {
        if (settled === 0) await startSend(starter, accountId);
        return { state: states[settled++] ?? 'linked', waitMs: null, clientId: null, fault: null };
      },
    },
  });
  const outcome = await sends.runUntil(
    worker.runUntil(async () => {
      await startSend(starter, accountId);
      return client.workflow.getHandle(sendToConnectId(accountId)).result() as Promise<SettleOutcome>;
    }),
  );
  await Promise.all([native.close(), connection.close()]);
  return { outcome, settled };
}

it('loses no press that comes while a rejected send is ending', async () => {
  const { outcome, settled } = await pressedWhileEnding(['rejected', 'linked']);
  expect(outcome.state).toBe('linked');
  expect(settled).toBe(2);
});
