/** The task queue on which workers of this product listen. */
export const taskQueue = 'operate-connect';
