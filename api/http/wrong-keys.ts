export interface WrongKeyLimits {
  /** Wrong or missing keys allowed per address and minute. */
  max?: number;
  /** Number of addresses remembered: the one seen longest ago is dropped first. */
  addresses?: number;
}

const windowMs = 60_000;

interface Count {
  wrong: number;
  endsAt: number;
}

/**
 * Counts wrong keys by address, in this process only. Not with a library: the established one remembers every address,
 * each with a timer, so that somebody with many addresses could fill the memory.
 */
export function countWrongKeys({ max = 20, addresses = 10_000 }: WrongKeyLimits = {}) {
  const counts = new Map<string, Count>();
  return {
    /** Whether the limit had been reached already. */
    isLimited(from: string, now = Date.now()): boolean {
      const seen = counts.get(networkOf(from));
      return seen !== undefined && seen.endsAt > now && seen.wrong > max;
    },
    /** Counts one more. @returns the seconds to wait before the next, 0 while the limit is not reached. */
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

/** Whoever has one IPv6 address also has the other 2^64 of its network: they count as one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const behind = after ? after.split(':') : [];
  while (after !== undefined && groups.length + behind.length < 8) groups.push('0');
  return [...groups, ...behind].slice(0, 4).join(':');
}
