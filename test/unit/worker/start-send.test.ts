import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { startSend, type WorkflowStarter } from '../../../worker/start-workflows';

/** A starter whose worker's connection answers like this. */
function starterWith(start: () => Promise<unknown>) {
  const signalled: string[] = [];
  const started: Record<string, unknown>[] = [];
  const client = {
    connection: { withDeadline: (_at: number, call: () => Promise<unknown>) => call() },
    workflow: {
      signalWithStart: (_type: string, { signal }: { signal: string }) =>
        Promise.resolve(signalled.push(signal)),
    },
  };
  const nearby = {
    workflow: {
      start: (_type: string, options: Record<string, unknown>) => (started.push(options), start()),
    },
  };
  const starter = {
    client: client as unknown as Client,
    nearby: { client: nearby as unknown as Client, requestEagerStart: true, withinMs: 20 },
    taskQueue: 'queue',
    apiUrl: null,
  } as WorkflowStarter;
  return { starter, signalled, started };
}

it('starts a send without a signal, for the worker of this process', async () => {
  const { starter, signalled, started } = starterWith(() => Promise.resolve());
  await startSend(starter, 'a');
  expect(started).toMatchObject([
    { workflowId: 'send-to-connect:a', requestEagerStart: true, workflowIdConflictPolicy: 'FAIL' },
  ]);
  expect(signalled).toEqual([]);
});

it.each([
  ['runs already', () => Promise.reject(new WorkflowExecutionAlreadyStartedError('', '', ''))],
  ["cannot be started over the worker's connection", () => Promise.reject(new Error('no connection'))],
  ["gets no answer over the worker's connection", () => new Promise(() => undefined)],
])('signals a send that %s', async (_what, start) => {
  const { starter, signalled } = starterWith(start);
  await startSend(starter, 'a');
  expect(signalled).toEqual(['wake']);
});
