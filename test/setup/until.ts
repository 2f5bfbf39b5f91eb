/**
 * Asks again until the answer fits, more rarely the longer it takes. @throws Error with the last answer when it does
 * not in time.
 */
export async function until<T>(
  look: () => Promise<T>,
  fits: (found: T) => boolean,
  withinMs = 90_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (let pauseMs = 40; ; pauseMs = Math.min(pauseMs * 1.2, 250)) {
    const found = await look();
    if (fits(found)) return found;
    if (Date.now() > deadline) throw new Error(`not in ${withinMs} ms; last seen: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
