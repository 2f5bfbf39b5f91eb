export interface Waiting {
  /** 60 s by default. */
  withinMs?: number;
  /** 250 ms by default. */
  everyMs?: number;
  signal?: AbortSignal;
}

/**
 * Asks again until the answer is as wanted: for what was accepted with 202 and goes on by itself.
 * @throws Error with the last answer if that is not in time.
 */
export async function until<T>(
  look: () => Promise<T>,
  isDone: (found: T) => boolean,
  { withinMs = 60_000, everyMs = 250, signal }: Waiting = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    const found = await look();
    if (isDone(found)) return found;
    if (Date.now() + everyMs > deadline)
      throw new Error(`Not done within ${withinMs} ms; the last answer was ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
