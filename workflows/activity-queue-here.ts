import { workflowInfo } from '@temporalio/workflow';
import { type ActivityKind, activityQueue } from './contract';

/** The task queue of a kind of activity, for the current workflow. */
export const activityQueueHere = (kind: ActivityKind): string =>
  activityQueue(workflowInfo().taskQueue, kind);
