import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { projectRoot } from '../config/project-root';
import { type ActivityKind, activityKinds, activityQueue } from '../workflows/contract';
import type { WorkerSettings } from '../config/worker-settings';
import { dataConverter } from './data-converter';

/** Made by the build, beside the compiled code. */
const bundlePath = path.join(projectRoot(), 'dist/workflow-bundle.js');

/** How many activities of a kind run at once in a worker. */
const slots: Record<ActivityKind, number> = { sends: 20, decisions: 5, files: 8 };
/** Of those that were begun before each kind had a queue of its own. */
const olderSlots = 5;

/**
 * How long a turn of a workflow may take: the SDK takes this, though its types do not tell. Five seconds, its
 * default, are too few where thousands of Signals have come and the machine is busy; and a turn that is cut off ends
 * the whole process, since Node aborts ("async hook stack has become corrupted"): with every workflow on it, again
 * and again, as long as that one is replayed.
 */
export const longWorkflowTasks = { isolateExecutionTimeout: '2 minutes' };

export interface Workers {
  /** Settles when all have stopped; rejects when one died. */
  run(): Promise<void>;
  areRunning(): boolean;
  /** Takes no new work; what runs is finished within its grace time. */
  shutdown(): void;
}

/** One worker for the workflows, and one for each kind of activities. */
export async function createWorkers(
  config: WorkerSettings,
  shared: Pick<WorkerOptions, 'connection' | 'activities' | 'interceptors'>,
): Promise<Workers> {
  const { temporal, TEMPORAL_TASK_QUEUE: taskQueue } = config;
  const common = {
    ...shared,
    ...versionOf(config),
    namespace: temporal.namespace,
    dataConverter,
    shutdownGraceTime: '8 seconds',
    shutdownForceTime: '12 seconds',
  } as const;
  const workers = await Promise.all([
    Worker.create({
      ...common,
      ...longWorkflowTasks,
      taskQueue,
      workflowBundle: { code: readFileSync(bundlePath, 'utf8') },
      maxConcurrentActivityTaskExecutions: olderSlots,
      maxCachedWorkflows: 500,
    }),
    ...activityKinds.map((kind) =>
      Worker.create({
        ...common,
        taskQueue: activityQueue(taskQueue, kind),
        maxConcurrentActivityTaskExecutions: slots[kind],
      }),
    ),
  ]);
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  return {
    // Where one dies, the others take no more work, either: the process is started again as a whole.
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
 * Where the worker has a version, it takes only what is routed to that version; what runs already goes on with the
 * newest. Nothing runs before a version is made the current one: docs/changing-workflows.md.
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
