import { type OwnStack, startOwnStack } from '../dev/tools/drive/own-stack';

interface StackSettings {
  requestTimeoutMs?: number;
  env?: NodeJS.ProcessEnv;
}

/** Measures on a stack of its own, without the limits that would hold a benchmark back. */
export async function withStack<T>(
  asked: AbortSignal,
  { requestTimeoutMs, env }: StackSettings,
  work: (stack: OwnStack) => Promise<T>,
): Promise<T> {
  console.log('Starting a separate stack …');
  const stack = await startOwnStack({
    purpose: 'bench',
    signal: asked,
    ...(requestTimeoutMs !== undefined && { requestTimeoutMs }),
    env: { CONNECT_CALLS_PER_SECOND: '100000', REQUESTS_PER_SECOND: '1000000', LOG_LEVEL: 'warn', ...env },
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stack.stop());
  const stopAndExit = () => void stop().finally(() => process.exit(130));
  asked.addEventListener('abort', stopAndExit, { once: true });
  try {
    return await work(stack);
  } finally {
    // What fails because of the interrupt must not end the program before the stack is down.
    asked.removeEventListener('abort', stopAndExit);
    await stop();
  }
}
