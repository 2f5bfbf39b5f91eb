import { Refusal } from '../../domain/refusal';

/**
 * Waits for a request's body. Its sender decides how fast it comes, but not for how long we wait.
 * @throws Refusal request-timeout.
 */
export async function inTime<T>(body: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refusal = new Refusal('request-timeout', `The body did not arrive within ${withinMs / 1000} s.`);
    timer = setTimeout(() => reject(refusal), withinMs);
  });
  body.catch(() => undefined); // when it is broken off later
  try {
    return await Promise.race([body, late]);
  } finally {
    clearTimeout(timer);
  }
}
