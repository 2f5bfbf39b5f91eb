import { setTimeout as sleep } from 'node:timers/promises';

/** Polls every 25 ms; false if `condition` was still false after `withinMs` milliseconds. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  withinMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await condition()) return true;
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
}
