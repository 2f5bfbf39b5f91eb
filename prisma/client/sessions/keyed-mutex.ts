/** SQLSTATE of a lock that was not to be had in time: as if the database had said so. */
const lockNotAvailable = '55P03';

/** Somebody else is changing the same thing, and was not done in time. Nothing was begun. */
export class MutexTimeout extends Error {
  override readonly name = 'MutexTimeout';
  readonly code = lockNotAvailable;
  constructor(subject: string) {
    super(`somebody else is changing ${subject}`);
  }
}

/** Runs `work` when nobody else in this process works on the subject. @throws MutexTimeout after the longest wait. */
export type RunExclusive = <T>(subject: string, work: () => Promise<T>) => Promise<T>;

/**
 * Those who change the same thing wait for each other here, where they hold no connection: however many come, one
 * connection is all that a thing which is stuck can take.
 */
export function createKeyedMutex(longestWaitMs = 3_000, maxWaiting = 100): RunExclusive {
  const queues = new Map<string, (() => void)[]>();

  const enter = (subject: string): Promise<void> => {
    const queue = queues.get(subject);
    if (!queue) {
      queues.set(subject, []);
      return Promise.resolve();
    }
    if (queue.length >= maxWaiting) return Promise.reject(new MutexTimeout(subject));
    return new Promise((resolve, reject) => {
      const called = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(called), 1);
        reject(new MutexTimeout(subject));
      }, longestWaitMs);
      queue.push(called);
    });
  };
  const leave = (subject: string): void => {
    const next = queues.get(subject)?.shift();
    if (next) next();
    else queues.delete(subject);
  };

  return async (subject, work) => {
    await enter(subject);
    try {
      return await work();
    } finally {
      leave(subject);
    }
  };
}
