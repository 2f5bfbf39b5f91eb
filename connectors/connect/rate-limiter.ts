/** Limits the calls to Connect per second, across all processes. */
export interface RateLimiter {
  /**
   * Waits until one call may be made.
   * @param options.signal When it is aborted, the slot is returned and the signal's reason is thrown.
   */
  acquire(options?: { signal?: AbortSignal }): Promise<void>;
}

/** Lets every call through at once. */
export const unlimited: RateLimiter = { acquire: () => Promise.resolve() };
