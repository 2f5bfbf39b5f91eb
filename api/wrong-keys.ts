export interface WrongKeyLimits {
  /** Wrong or missing keys that an address may send in a minute. */
  most?: number;
  /** Addresses that are remembered: who was seen longest ago goes first. */
  addresses?: number;
}

const windowMs = 60_000;

interface Count {
  wrong: number;
  endsAt: number;
}

/**
 * Counts wrong keys by the address that they come from, in this process only. Not by a library: the well-kept one remembers
 * every address, each with a timer, and whoever has many addresses would fill the memory.
 */
export function countWrongKeys({ most = 20, addresses = 10_000 }: WrongKeyLimits = {}) {
  const counts = new Map<string, Count>();
  return {
    /** One more. @returns the seconds to wait before the next, 0 while there are not too many. */
    add(address: string, now = Date.now()): number {
      const seen = counts.get(address);
      const count = seen && seen.endsAt > now ? seen : { wrong: 0, endsAt: now + windowMs };
      count.wrong++;
      counts.delete(address);
      counts.set(address, count);
      const [oldest] = counts.keys();
      if (counts.size > addresses) counts.delete(oldest as string);
      return count.wrong > most ? Math.ceil((count.endsAt - now) / 1_000) : 0;
    },
  };
}
