import { NotOk } from '../../launcher/seed/http-client';

const pauseMs = 200;
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

/** A definite refusal: repeating the request gives the same answer. */
export const isRefusal = (error: unknown): error is NotOk =>
  error instanceof NotOk && error.status >= 400 && error.status < 500;

/** Repeats while there is no answer, or only a temporary fault; a person would, too. */
export async function persist<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (isRefusal(error)) throw error;
      await pause();
    }
  }
}

/** Polls until the result satisfies the condition. */
export async function persistUntil<T>(
  signal: AbortSignal,
  look: () => Promise<T>,
  fits: (found: T) => boolean,
): Promise<T> {
  for (;;) {
    const found = await persist(signal, look);
    if (fits(found)) return found;
    await pause();
  }
}
