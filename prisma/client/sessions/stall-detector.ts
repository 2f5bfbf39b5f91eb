/** Longer than the interval between any two looks at the same sessions. */
const forgetAfterMs = 30_000;

/**
 * Remembers since when each session has looked the same, by this process's own monotonic clock: the database's clock
 * may jump.
 */
export class StallDetector {
  private readonly seen = new Map<number, { signature: string; since: number; at: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * @returns for how many milliseconds the session has looked like this; 0 at the first look and after every change.
   */
  look(pid: number, signature: string): number {
    const now = this.now();
    this.forget(now);
    const before = this.seen.get(pid);
    const since = before?.signature === signature ? before.since : now;
    this.seen.set(pid, { signature, since, at: now });
    return now - since;
  }

  private forget(now: number): void {
    for (const [pid, { at }] of this.seen) if (now - at > forgetAfterMs) this.seen.delete(pid);
  }
}
