import { Refusal } from '../../domain/refusal';

export interface ConcurrencyLimit {
  /** In all, and of one person. */
  max: number;
  maxOfOne: number;
  /** What they are, in words: "exports". */
  what: string;
}

/**
 * Lets so many run at once, and no more.
 * @throws Refusal too-many-requests for whoever comes beside them.
 */
export function limitConcurrency({ max, maxOfOne, what }: ConcurrencyLimit) {
  const running: string[] = [];
  return async <T>(personId: string, work: () => Promise<T>): Promise<T> => {
    const own = running.filter((one) => one === personId).length;
    if (running.length >= max || own >= maxOfOne)
      throw new Refusal(
        'too-many-requests',
        own >= maxOfOne
          ? `You already have ${own} ${what} in progress, which is the limit for one person. Wait for one to finish.`
          : `${max} ${what} are already in progress, which is the limit. Try again in a moment.`,
        { extra: { retryAfter: 5 } },
      );
    running.push(personId);
    try {
      return await work();
    } finally {
      running.splice(running.indexOf(personId), 1);
    }
  };
}
