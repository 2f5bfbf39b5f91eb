import { Refusal } from '../../domain/refusal';

export interface ConcurrencyLimit {
  /** In total, and for one person. */
  max: number;
  maxOfOne: number;
  /** What is limited, in words: "exports". */
  what: string;
}

/**
 * Limits how many of them run at once.
 * @throws Refusal too-many-requests beyond the limit.
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
