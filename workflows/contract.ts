/** The task queue on which workers of this product listen, unless TEMPORAL_TASK_QUEUE says otherwise. */
export const taskQueue = 'operate-connect';
