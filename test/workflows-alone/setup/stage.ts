import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { noPayloadKeys, type PayloadKeys } from '../../../config/payload-keys';
import { projectRoot } from '../../../config/project-root';
import { dataConverterOf } from '../../../worker/data-converter';
import { longWorkflowTasks } from '../../../worker/task-queues';
import { type ActivityKind, activityKinds, activityQueue } from '../../../workflows/contract';

type Stub = (input: never) => Promise<unknown>;

/** Workers of both workflows on task queues of their own, with activities that each scene stubs for itself. */
export interface Stage {
  client: Client;
  taskQueue: string;
  /** What the activities do for one Account or import. */
  play: (id: string, stubs: Record<string, Stub>) => void;
  /**
   * No workflow task is worked on while `meanwhile` runs: whatever happens in it comes to a workflow in one task. Not
   * for scenes
   * side by side: a task that another one has just then would be lost for ten seconds.
   */
  whilePaused: (meanwhile: () => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** Each on the task queue on which workers of the product have slots for it. */
const activityNames: Record<ActivityKind, string[]> = {
  sends: ['settleClient'],
  decisions: ['applySendDecision', 'applyImportDecision', 'recordRawDecision'],
  files: ['readFile', 'matchRows', 'rematchRows', 'postCharges'],
};

const builtBundle = () => readFileSync(path.join(projectRoot(), 'dist/workflow-bundle.js'), 'utf8');

// The core would warn of tasks that end while their worker stops.
const logging = { filter: makeTelemetryFilterString({ core: 'ERROR' }) };
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });

/** @param code The bundle of the workflows. @param keys What payloads are encrypted with. */
export async function openStage(
  code: string = builtBundle(),
  keys: PayloadKeys = noPayloadKeys,
): Promise<Stage> {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ]);
  const dataConverter = dataConverterOf(keys);
  const { payloadCodecs } = dataConverter;
  const client = new Client({ connection, dataConverter: { payloadCodecs } });
  const taskQueue = `test-${randomUUID()}`;
  const stubs: Record<string, Record<string, Stub>> = {};
  const activity = (name: string) => (input: { accountId?: string; importId?: string }) => {
    const stub = stubs[input.accountId ?? input.importId ?? '']?.[name];
    if (!stub) throw new Error(`no stub of ${name}`);
    return stub(input as never);
  };
  const startWorkflows = async () =>
    running(
      await Worker.create({
        ...{ connection: native, taskQueue, dataConverter, maxCachedWorkflows: 500 },
        ...longWorkflowTasks,
        workflowBundle: { code },
      }),
    );
  const queueOf = (kind: ActivityKind) => (kind === 'sends' ? taskQueue : activityQueue(taskQueue, kind));
  const startActivities = async (kind: ActivityKind) =>
    running(
      await Worker.create({
        // Apart from the workflows' worker, which has to stop while an activity waits for its test.
        ...{ connection: native, taskQueue: queueOf(kind), dataConverter },
        activities: Object.fromEntries(activityNames[kind].map((name) => [name, activity(name)])),
      }),
    );
  const others = await Promise.all(activityKinds.map(startActivities));
  let workflows = await startWorkflows();
  return {
    client,
    taskQueue,
    play: (id, own) => void (stubs[id] = own),
    async whilePaused(meanwhile) {
      await workflows.stop();
      await meanwhile();
      workflows = await startWorkflows();
    },
    async close() {
      await workflows.stop();
      await Promise.all(others.map((worker) => worker.stop()));
      await Promise.all([native.close(), connection.close()]);
    },
  };
}

function running(worker: Worker) {
  const ended = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await ended;
    },
  };
}
