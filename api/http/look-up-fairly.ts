import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyedMutex, MutexTimeout } from '../../prisma/client/sessions/keyed-mutex';
import { hashSecret } from '../../prisma/repositories/people/secrets';
import type { AttemptCounter } from './count-attempts';
import { networkOf } from './network-of';

const pauseMs = 100;
const remembered = 10_000;

/** Looks up what a secret belongs to; null if nothing. */
export type LookUp = <T>(secret: string, address: string, find: () => Promise<T | null>) => Promise<T | null>;

/**
 * Beyond the limit of wrong secrets from an address, further ones are looked up one at a time, with a pause: guessing
 * learns little and costs us little. One that was right the last time does not queue up with them, so that nobody can
 * lock others out who share their address; whether it still is right is looked up every time.
 */
export function lookUpFairly(wrong: Pick<AttemptCounter, 'isLimited'>): LookUp {
  const runExclusive = createKeyedMutex();
  const lastRight = new Set<string>();
  const remember = (hash: string) => {
    lastRight.delete(hash);
    lastRight.add(hash);
    const [oldest] = lastRight;
    if (lastRight.size > remembered) lastRight.delete(oldest as string);
  };
  return async (secret, address, find) => {
    const hash = hashSecret(secret);
    const isSlow = wrong.isLimited(address) && !lastRight.has(hash);
    const slowly = () => sleep(pauseMs).then(find);
    const found = isSlow ? await runExclusive(networkOf(address), slowly).catch(noTurn) : await find();
    if (found === null) lastRight.delete(hash);
    else remember(hash);
    return found;
  };
}

function noTurn(error: unknown): null {
  if (error instanceof MutexTimeout) return null;
  throw error;
}
