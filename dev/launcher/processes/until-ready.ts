import { type Part, type PartEnd } from './part';
import { waitUntil } from './wait-until';

/** A part ended before it was ready, or unexpectedly later. */
export class PartDied extends Error {
  constructor(readonly end: PartEnd) {
    super(describeEnd(end));
  }
}

/**
 * Waits until `isReady` returns true.
 * @throws PartDied if the part ends first, Error if it takes longer than `withinMs` milliseconds.
 */
export async function untilReady(
  part: Part,
  isReady: () => Promise<boolean>,
  { withinMs = 60_000, signal }: { withinMs?: number; signal?: AbortSignal } = {},
): Promise<void> {
  let end: PartEnd | undefined;
  void part.ended.then((how) => (end = how));
  const ready = await waitUntil(
    async () => {
      if (end) throw new PartDied(end);
      return isReady();
    },
    withinMs,
    signal,
  );
  if (!ready) throw new Error(`${part.name} was not ready after ${withinMs / 1000} s; see ${part.logFile}`);
}

/** True when the address answers 200. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

function describeEnd({ part, code, signal, lastLines }: PartEnd): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  const log = lastLines.map((line) => `    ${line}`).join('\n');
  return `${part} ${how}.${log ? ` Its last lines:\n${log}` : ' It wrote nothing.'}`;
}
