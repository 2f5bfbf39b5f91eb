import { Refusal } from '../../domain/refusal';

export interface AtMost {
  /** In all, and of one person. */
  most: number;
  ofOne: number;
  /** What they are, in words: "exports". */
  what: string;
}

/**
 * Lets so many run at once, and no more.
 * @throws Refusal too-many-requests for whoever comes beside them.
 */
export function atMost({ most, ofOne, what }: AtMost) {
  const running: string[] = [];
  return async <T>(personId: string, work: () => Promise<T>): Promise<T> => {
    const own = running.filter((one) => one === personId).length;
    if (running.length >= most || own >= ofOne)
      throw new Refusal(
        'too-many-requests',
        own >= ofOne
          ? `${own} of your ${what} are under way, which is as many as one person has at once. Wait for one of them.`
          : `${most} ${what} are under way, which is as many as run at once. Try again in a moment.`,
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
