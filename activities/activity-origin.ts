import { Context } from '@temporalio/activity';
import type { Origin } from '../domain/people/origin';

/** What the current activity changes comes from its workflow. */
export const activityOrigin = (): Origin => ({
  workflowId: Context.current().info.workflowExecution?.workflowId,
});
