import { workflowInfo } from '@temporalio/workflow';
import { type ActivityKind, activityQueue } from './contract';

/** The task queue of a kind of activities, for the workflow that asks. */
export const activityQueueHere = (kind: ActivityKind): string =>
  activityQueue(workflowInfo().taskQueue, kind);
