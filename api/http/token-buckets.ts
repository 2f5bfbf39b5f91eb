export interface BucketTerms {
  /** How many each may take per second, in the long run. */
  perSecond: number;
  /** How many each may take at once. */
  burst: number;
  /** Number of them remembered: the one seen longest ago is dropped first, and begins with a full one. */
  remembered?: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Limits how often each of many does something, in the memory of this process. */
export function tokenBuckets({ perSecond, burst, remembered = 10_000 }: BucketTerms) {
  const buckets = new Map<string, Bucket>();
  return {
    /** Takes one. @returns 0, or the seconds until there is one. */
    take(who: string, now = performance.now()): number {
      const { tokens, at } = buckets.get(who) ?? { tokens: burst, at: now };
      const there = Math.min(burst, tokens + ((now - at) / 1_000) * perSecond);
      const isTaken = there >= 1;
      buckets.delete(who);
      buckets.set(who, { tokens: isTaken ? there - 1 : there, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > remembered) buckets.delete(oldest as string);
      return isTaken ? 0 : Math.ceil((1 - there) / perSecond);
    },
  };
}
