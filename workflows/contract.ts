/** The task queue on which workers of this product listen, unless TEMPORAL_TASK_QUEUE says otherwise. */
export const taskQueue = 'operate-connect';

/** Kinds of activities that must not wait for each other: each has a task queue, slots and connections of its own. */
export const activityKinds = ['sends', 'decisions', 'files'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** The task queue of a kind of activities, beside that of the workflows. */
export const activityQueue = (workflowQueue: string, kind: ActivityKind): string =>
  `${workflowQueue}-${kind}`;
