import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/refusal';
import type { Database } from '../../prisma/client/database';
import { findPersonByKey } from '../../prisma/repositories/people/persons';
import { createKeyedMutex, MutexTimeout } from '../../prisma/client/sessions/keyed-mutex';
import { countWrongKeys, networkOf } from './wrong-keys';

const pauseMs = 100;

/**
 * Puts the person whose key the request carries, and that key, into `response.locals.authenticated`. After too many
 * wrong keys from an address, further wrong ones have to wait; a valid key is accepted at any time.
 */
export function authenticate(database: Database): RequestHandler {
  const wrongKeys = countWrongKeys();
  const runExclusive = createKeyedMutex();
  const personOf = (key: string, address: string) => {
    const find = () => findPersonByKey(database, key);
    if (!wrongKeys.isLimited(address)) return find();
    // Beyond the limit, keys are checked one at a time, with a pause: guessing learns little and costs us little.
    const slowly = () => sleep(pauseMs).then(find);
    return runExclusive(networkOf(address), slowly).catch((error: unknown) => {
      if (error instanceof MutexTimeout) return null;
      throw error;
    });
  };
  return async (request, response, next) => {
    const [scheme, key] = (request.get('authorization') ?? '').split(' ');
    const address = request.ip ?? '';
    const authenticated = scheme?.toLowerCase() === 'bearer' && key ? await personOf(key, address) : null;
    if (!authenticated) throw unknownKey(wrongKeys.add(address));
    response.locals.authenticated = authenticated;
    next();
  };
}

function unknownKey(retryAfter: number): Refusal {
  if (retryAfter === 0) return new Refusal('unauthenticated', 'Send your key: Authorization: Bearer <key>.');
  return new Refusal(
    'too-many-attempts',
    `Too many wrong keys came from your address. Try again in ${retryAfter} s, or send a valid key.`,
    { extra: { retryAfter } },
  );
}
