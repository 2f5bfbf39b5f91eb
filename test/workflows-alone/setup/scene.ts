import { setTimeout as sleep } from 'node:timers/promises';
import { type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { waitUntil } from '../../../dev/launcher/processes/wait-until';
import type { Stage } from './stage';

/** A workflow that a test plays with. */
export interface Scene<Result, Decided> {
  handle: WorkflowHandle;
  result: () => Promise<Result>;
  /** What the Temporal UI shows, once everything that was sent before has been taken. */
  details: () => Promise<string>;
  untilDetails: (words: string) => Promise<void>;
  /** A search attribute, as it was written last. */
  searchable: (name: string) => Promise<unknown>;
  /** The inputs with which an activity was scheduled in the newest run, once everything sent before has been taken. */
  scheduled: (activity: string) => Promise<unknown[]>;
  /** Resolves with the answer. */
  decide: (decisionId: unknown) => Promise<Decided>;
  signal: (name: string, ...args: unknown[]) => Promise<void>;
  /** The timers that the newest run has started, in seconds. */
  timers: () => Promise<number[]>;
  /** Whether another run goes on with it. */
  hasContinued: () => Promise<boolean>;
  untilContinued: () => Promise<void>;
  /** For while workflows are paused: the server has a task for the workflow. An Update alone makes one, too. */
  untilTask: () => Promise<void>;
  /** For while workflows are paused: the server has the answers of all activities. */
  untilAnswered: () => Promise<void>;
  /** Makes history so long that the server suggests to continue as new; nothing of it concerns the workflow. */
  fatten: () => Promise<void>;
}

const withinMs = 60_000;
/** The server suggests it at 4 MB of history; a message may have 2 MB. */
const megabytes = { aMessage: 1.6 * 1024 * 1024, messages: 3 };

export async function startScene<Result, Decided>(
  { client, taskQueue }: Stage,
  { workflow, workflowId, start }: { workflow: string; workflowId: string; start: object },
): Promise<Scene<Result, Decided>> {
  const { firstExecutionRunId } = await client.workflow.start(workflow, {
    taskQueue,
    workflowId,
    args: [start],
  });
  // Without the id of a run it is always the newest.
  const handle = client.workflow.getHandle(workflowId);
  const details = async () =>
    (await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata')).currentDetails ?? '';
  const described = async () => (await handle.describe()).raw;
  const until = async (what: string, isSo: () => Promise<boolean>) => {
    if (!(await waitUntil(isSo, withinMs))) throw new Error(`${what} has not come in time`);
  };
  const hasContinued = async () => (await handle.describe()).runId !== firstExecutionRunId;
  return {
    handle,
    async result() {
      const late = new AbortController();
      const ended = handle.result().finally(() => late.abort()) as Promise<Result>;
      const notEnded = sleep(withinMs, null, { signal: late.signal }).then(async () => {
        throw new Error(`it has not ended, but shows: ${await details()}`);
      });
      return Promise.race([ended, notEnded]);
    },
    details,
    async untilDetails(words) {
      if (await waitUntil(async () => (await details()).includes(words), withinMs)) return;
      throw new Error(`it does not say "${words}", but: ${await details()}`);
    },
    searchable: async (name) => (await handle.describe()).searchAttributes[name]?.[0],
    async scheduled(activity) {
      await details();
      const { events } = await handle.fetchHistory();
      return (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
        scheduled?.activityType?.name === activity
          ? [JSON.parse(Buffer.from(scheduled.input?.payloads?.[0]?.data ?? '').toString())]
          : [],
      );
    },
    decide: (decisionId) => handle.executeUpdate<Decided, [unknown]>('decide', { args: [{ decisionId }] }),
    signal: (name, ...args) => handle.signal(name, ...args),
    async timers() {
      await details();
      const { events } = await handle.fetchHistory();
      return (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
        timer ? [Number(timer.startToFireTimeout?.seconds)] : [],
      );
    },
    hasContinued,
    untilContinued: () => until('The next run', hasContinued),
    untilTask: () => until('A task', async () => Boolean((await described()).pendingWorkflowTask)),
    untilAnswered: () => until('The answer', async () => (await described()).pendingActivities?.length === 0),
    async fatten() {
      for (let sent = 0; sent < megabytes.messages; sent++)
        await handle.signal('nobody listens to this', 'x'.repeat(megabytes.aMessage));
      await details();
      // What came while a task was worked on is counted from the next one on.
      await handle.signal('nobody listens to this');
      await details();
    },
  };
}

/** For good: no retry of the activity follows. */
export const finalFailure = (type: string, message = 'out of order') =>
  ApplicationFailure.nonRetryable(message, type);
