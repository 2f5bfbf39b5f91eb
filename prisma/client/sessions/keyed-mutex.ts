/** SQLSTATE of a lock that was not available in time: as if the database had reported it. */
const lockNotAvailable = '55P03';

/** Somebody else is changing the same thing and did not finish in time. Nothing was started. */
export class MutexTimeout extends Error {
  override readonly name = 'MutexTimeout';
  readonly code = lockNotAvailable;
  constructor(subject: string) {
    super(`somebody else is changing ${subject}`);
  }
}

/**
 * Runs `work` when nobody else in this process is working on the subject. @throws MutexTimeout after the maximum wait.
 */
export type RunExclusive = <T>(subject: string, work: () => Promise<T>) => Promise<T>;

/**
 * Changes to the same thing wait for each other here, where they hold no connection: however many there are, a stuck
 * thing occupies a single connection.
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
