import { Refusal } from '../domain/refusal';

/**
 * Lets so many run at once, and no more.
 * @param what They are, in words: "exports".
 * @throws Refusal too-many-requests for whoever comes beside them.
 */
export function atMost(most: number, what: string): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (work) => {
    if (running >= most)
      throw new Refusal(
        'too-many-requests',
        `${most} ${what} are under way, which is as many as run at once. Try again in a moment.`,
        { extra: { retryAfter: 5 } },
      );
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
