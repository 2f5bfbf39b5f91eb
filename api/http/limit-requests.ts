import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Authenticated } from '../../domain/people/credential';
import { Refusal } from '../../domain/refusal';
import { networkOf } from './network-of';
import { tokenBuckets } from './token-buckets';

export interface RequestLimits {
  /** Of one person, by whatever keys and sessions; four times as many at once. */
  perSecond: number;
  /** From one address, without a key or a session. */
  anonymousPerSecond: number;
}

const burstSeconds = 4;
const sessionCookie = /(?:^|;\s*)(?:__Host-)?session=([^;]+)/;

/** How the caller says who they are, unchecked; null if they do not. Hashed: it is not kept in memory as it is. */
function claimOf(request: Request): string | null {
  const claim = request.get('authorization') ?? sessionCookie.exec(request.get('cookie') ?? '')?.[1];
  return claim ? createHash('sha256').update(claim).digest('base64') : null;
}

/**
 * Limits requests in two steps. `first`, for every request, costs no query: a key or a session that is used too often
 * is refused before anybody looks it up. `second`, for those who are authenticated, counts all keys and sessions of a
 * person together.
 */
export function limitRequests({ perSecond, anonymousPerSecond }: RequestLimits) {
  const terms = { perSecond, burst: burstSeconds * perSecond };
  const [claims, persons] = [tokenBuckets(terms), tokenBuckets(terms)];
  const addresses = tokenBuckets({
    perSecond: anonymousPerSecond,
    burst: burstSeconds * anonymousPerSecond,
  });
  const first: RequestHandler = (request, _response, next) => {
    if (request.path === '/livez') return next();
    const claim = claimOf(request);
    requireNone(claim ? claims.take(claim) : addresses.take(networkOf(request.ip ?? '')));
    next();
  };
  const second: RequestHandler = (_request, response, next) => {
    const { person } = response.locals.authenticated as Authenticated;
    requireNone(persons.take(person.id));
    next();
  };
  return { first, second };
}

/** @throws Refusal too-many-requests if there is a wait. */
function requireNone(waitSeconds: number): void {
  if (waitSeconds === 0) return;
  throw new Refusal('too-many-requests', `You send too many requests. Wait for ${waitSeconds} s.`, {
    extra: { retryAfter: waitSeconds },
  });
}
