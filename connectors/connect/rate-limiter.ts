/** How much is asked of Connect in a second, by all processes together. */
export interface RateLimiter {
  /**
   * Waits until one call may be made.
   * @param options.signal Whoever leaves gives the turn back: then the reason of the signal is thrown.
   */
  acquire(options?: { signal?: AbortSignal }): Promise<void>;
}

/** Lets every call go at once. */
export const unlimited: RateLimiter = { acquire: () => Promise.resolve() };
