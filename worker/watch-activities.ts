import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { WorkerMetrics } from './metrics';

/** Counts and logs every attempt of an activity, with the ids by which it can be found. */
export function watchActivities(metrics: WorkerMetrics, log: Logger): ActivityInterceptorsFactory {
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const { activityType: name, attempt, workflowExecution } = info;
        const begun = performance.now();
        const ended = (outcome: 'done' | 'failed') => {
          const ms = Math.round(performance.now() - begun);
          metrics.activityEnded({ name, outcome, seconds: ms / 1000 });
          const { workflowId, runId } = workflowExecution ?? {};
          log.info({ activity: name, workflowId, runId, attempt, outcome, ms }, 'activity ended');
        };
        try {
          const result = await next(input);
          ended('done');
          return result;
        } catch (error) {
          ended('failed');
          throw error;
        }
      },
    },
  });
}
