import { type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import { activityQueueHere } from '../activity-queue-here';
import type { ActivityKind } from '../contract';
import { type ChargeImportActivities, finalFailures, importGone } from './contract';

/**
 * For activities that may run for hours: they live as long as they heartbeat. Attempted for about a minute; then the
 * workflow reports that it is not progressing, and tries again.
 */
const options = {
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '12 seconds',
  retry: {
    initialInterval: '500 milliseconds',
    maximumInterval: '10 seconds',
    maximumAttempts: 10,
    nonRetryableErrorTypes: [...finalFailures, importGone],
  },
} satisfies ActivityOptions;

/**
 * The activities of an import, on the task queue of their kind.
 * @param summary What the Temporal UI shows next to them.
 */
export const importActivities = (kind: ActivityKind, summary: string) =>
  proxyActivities<ChargeImportActivities>({ ...options, taskQueue: activityQueueHere(kind), summary });
