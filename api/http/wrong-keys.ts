export interface WrongKeyLimits {
  /** Wrong or missing keys that an address may send in a minute. */
  max?: number;
  /** Addresses that are remembered: who was seen longest ago goes first. */
  addresses?: number;
}

const windowMs = 60_000;

interface Count {
  wrong: number;
  endsAt: number;
}

/**
 * Counts wrong keys by the address that they come from, in this process only. Not by a library: the well-kept
 * one remembers every address, each with a timer, and whoever has many addresses would fill the memory.
 */
export function countWrongKeys({ max = 20, addresses = 10_000 }: WrongKeyLimits = {}) {
  const counts = new Map<string, Count>();
  return {
    /** Whether there were too many already. */
    isLimited(from: string, now = Date.now()): boolean {
      const seen = counts.get(networkOf(from));
      return seen !== undefined && seen.endsAt > now && seen.wrong > max;
    },
    /** One more. @returns the seconds to wait before the next, 0 while there are not too many. */
    add(from: string, now = Date.now()): number {
      const address = networkOf(from);
      const seen = counts.get(address);
      const count = seen && seen.endsAt > now ? seen : { wrong: 0, endsAt: now + windowMs };
      count.wrong++;
      counts.delete(address);
      counts.set(address, count);
      const [oldest] = counts.keys();
      if (counts.size > addresses) counts.delete(oldest as string);
      return count.wrong > max ? Math.ceil((count.endsAt - now) / 1_000) : 0;
    },
  };
}

/** Who has one address of IPv6 has the other 2^64 of its network, too: they count as one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const behind = after ? after.split(':') : [];
  while (after !== undefined && groups.length + behind.length < 8) groups.push('0');
  return [...groups, ...behind].slice(0, 4).join(':');
}
