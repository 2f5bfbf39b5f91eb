import { type Stack } from '../stack';
import { type PartEnd } from '../processes/part';
import { PartDied } from '../processes/until-ready';

export interface Interrupts {
  /** Aborted by the first Ctrl-C: stop without losing anything. */
  asked: AbortSignal;
  /** Aborted by a later one: end at once. */
  insisted: AbortSignal;
}

/** One Ctrl-C reaches us twice, from the terminal and from npm: signals within a second count as one. */
export function listenForInterrupts(): Interrupts {
  // If nobody reads the output any more (a closed terminal, `| head`), the stack must still stop in order.
  for (const out of [process.stdout, process.stderr]) out.on('error', () => undefined);
  const asked = new AbortController();
  const insisted = new AbortController();
  let since: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (since === undefined) asked.abort();
      else if (Date.now() - since > 1_000) insisted.abort();
      since ??= Date.now();
    });
  return { asked: asked.signal, insisted: insisted.signal };
}

/**
 * Keeps the stack running until somebody stops it or a part of it dies; then stops it.
 * @returns the process's exit code: 1 if a part had died.
 */
export async function untilStopped(stack: Stack, asked: AbortSignal): Promise<number> {
  const end = await Promise.race([stack.died, untilAborted(asked)]);
  if (end) console.error(new PartDied(end).message);
  await stopAndSay(stack);
  return end ? 1 : 0;
}

export async function stopAndSay(stack: Stack): Promise<void> {
  console.log('Stopping …');
  await stack.stop();
  console.log('All stopped; the state is kept.');
}

function untilAborted(signal: AbortSignal): Promise<PartEnd | undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
