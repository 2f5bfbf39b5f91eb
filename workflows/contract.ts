/** The task queue on which this product's workers listen, unless TEMPORAL_TASK_QUEUE says otherwise. */
export const taskQueue = 'operate-connect';

/**
 * Kinds of activities that must not wait for each other: each has its own task queue, slots and connections. Sends are
 * on the queue of the workflows; their own one is for those that an earlier version has scheduled.
 */
export const activityKinds = ['sends', 'decisions', 'files'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** The task queue of a kind of activity, derived from that of the workflows. */
export const activityQueue = (workflowQueue: string, kind: ActivityKind): string =>
  `${workflowQueue}-${kind}`;
