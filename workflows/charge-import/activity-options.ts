import type { ActivityOptions } from '@temporalio/workflow';
import { conservationBroken } from './contract';

/** For activities that may run for hours: they live as long as they tell that they do, and are tried until they succeed. */
export const activityOptions = {
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '12 seconds',
  retry: {
    initialInterval: '500 milliseconds',
    maximumInterval: '10 seconds',
    nonRetryableErrorTypes: [conservationBroken],
  },
} satisfies ActivityOptions;
