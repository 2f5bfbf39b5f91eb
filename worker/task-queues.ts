import path from 'node:path';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { projectRoot } from '../config/project-root';
import { type ActivityKind, activityKinds, activityQueue } from '../workflows/contract';
import type { WorkerSettings } from '../config/worker-settings';
import { dataConverterOf } from './data-converter';

/** Produced by the build, next to the compiled code. */
const bundlePath = path.join(projectRoot(), 'dist/workflow-bundle.js');

/** How many activities of a kind run at the same time in a worker. */
const slots: Record<ActivityKind, number> = { sends: 20, decisions: 5, files: 8 };
/** For sends that were scheduled when they had a queue of their own. */
const olderSlots = 5;

/**
 * How long a workflow task may take: the SDK accepts this option, though its types do not declare it. The default of
 * five seconds is too short when thousands of Signals have arrived and the machine is busy; and a task that times out
 * ends the whole process, because Node aborts ("async hook stack has become corrupted"): with every workflow on it,
 * again and again, as long as that one is replayed.
 */
export const longWorkflowTasks = { isolateExecutionTimeout: '2 minutes' };

export interface Workers {
  /** Resolves when all have stopped; rejects if one died. */
  run(): Promise<void>;
  areRunning(): boolean;
  /** Takes no new work; running work is finished within its grace time. */
  shutdown(): void;
}

/**
 * One worker for the workflows and sends, and one for each other kind of activities. An activity on the queue of its
 * workflow is handed out with the answer to the workflow task that schedules it, so it costs no poll.
 */
export async function createWorkers(
  config: WorkerSettings,
  shared: Pick<WorkerOptions, 'connection' | 'activities' | 'interceptors'>,
): Promise<Workers> {
  const { temporal, TEMPORAL_TASK_QUEUE: taskQueue } = config;
  const common = {
    ...shared,
    ...versionOf(config),
    namespace: temporal.namespace,
    dataConverter: dataConverterOf(config.PAYLOAD_KEYS),
    shutdownGraceTime: '8 seconds',
    shutdownForceTime: '12 seconds',
  } as const;
  const workers = await Promise.all([
    Worker.create({
      ...common,
      ...longWorkflowTasks,
      taskQueue,
      // By its path: given as text, it would be kept twice, once with its source map encoded anew.
      workflowBundle: { codePath: bundlePath },
      maxConcurrentActivityTaskExecutions: slots.sends,
      maxCachedWorkflows: 500,
    }),
    ...activityKinds.map((kind) =>
      Worker.create({
        ...common,
        taskQueue: activityQueue(taskQueue, kind),
        maxConcurrentActivityTaskExecutions: kind === 'sends' ? olderSlots : slots[kind],
      }),
    ),
  ]);
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    // If one dies, the others stop taking work too: the process is restarted as a whole.
    async run() {
      const ends = await Promise.allSettled(workers.map((worker) => worker.run().finally(shutdown)));
      const died = ends.find((end) => end.status === 'rejected');
      if (died) throw died.reason;
    },
    areRunning: () => workers.every((worker) => worker.getState() === 'RUNNING'),
    shutdown,
  };
}

/**
 * A worker with a version takes only work routed to that version; work in progress continues on the newest. Nothing
 * runs before a version is made the current one: docs/changing-workflows.md.
 */
function versionOf({
  TEMPORAL_DEPLOYMENT_NAME: deploymentName,
  TEMPORAL_WORKER_BUILD_ID: buildId,
}: WorkerSettings) {
  if (deploymentName === undefined || buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  } as const;
}
