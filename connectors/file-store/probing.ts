import { setTimeout as sleep } from 'node:timers/promises';
import { FileStoreError } from './file-store-error';

/** A probe must have ended by then. Milliseconds. */
const probeWithinMs = 2_000;

/**
 * One probe at a time, for all who ask meanwhile: where a store hangs, probes would queue up before all other reads
 * and writes.
 * @param silent What to say of a store that does not answer.
 */
export function createProbe(probe: () => Promise<void>, silent: string): () => Promise<void> {
  let probing: Promise<void> | null = null;
  const noAnswer = async (): Promise<never> => {
    await sleep(probeWithinMs, undefined, { ref: false });
    throw new FileStoreError('unavailable', silent);
  };
  return () => Promise.race([(probing ??= probe().finally(() => (probing = null))), noAnswer()]);
}
