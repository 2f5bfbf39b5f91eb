import type { Request, RequestHandler } from 'express';
import type { Authenticated } from '../../domain/people/credential';
import { Refusal } from '../../domain/refusal';
import { hashSecret } from '../../prisma/repositories/people/secrets';
import type { SignIn } from '../sign-in/sign-in';
import { networkOf } from './network-of';
import { tokenBuckets } from './token-buckets';

export interface RequestLimits {
  /** Of one person, by whatever keys and sessions; four times as many at once. */
  perSecond: number;
  /** From one address, without a key or a session. */
  anonymousPerSecond: number;
}

const burstSeconds = 4;

/** How the caller says who they are, unchecked; null if they do not. Hashed: it is not kept in memory as it is. */
function claimOf(request: Request, signIn: SignIn | null): string | null {
  const claim = request.get('authorization') ?? signIn?.cookies.session.read(request.get('cookie'));
  return claim ? hashSecret(claim) : null;
}

/**
 * Limits requests in two steps. `first`, for every request, costs no query: a key or a session that is used too often
 * is refused before anybody looks it up. `second`, for those who are authenticated, counts all keys and sessions of a
 * person together. `open` is for routes at which nobody checks who asks: a claim that is made up excuses nobody there.
 */
export function limitRequests({ perSecond, anonymousPerSecond }: RequestLimits, signIn: SignIn | null) {
  const terms = { perSecond, burst: burstSeconds * perSecond };
  const [claims, persons] = [tokenBuckets(terms), tokenBuckets(terms)];
  const addresses = tokenBuckets({
    perSecond: anonymousPerSecond,
    burst: burstSeconds * anonymousPerSecond,
  });
  const ofAddress = ({ ip = '' }: Request) => addresses.take(networkOf(ip));
  const first: RequestHandler = (request, _response, next) => {
    if (request.path === '/livez') return next();
    const claim = claimOf(request, signIn);
    requireNone(claim ? claims.take(claim) : ofAddress(request));
    next();
  };
  const open: RequestHandler = (request, _response, next) => {
    if (request.path !== '/livez' && claimOf(request, signIn) !== null) requireNone(ofAddress(request));
    next();
  };
  const second: RequestHandler = (_request, response, next) => {
    const { person } = response.locals.authenticated as Authenticated;
    requireNone(persons.take(person.id));
    next();
  };
  return { first, open, second };
}

/** @throws Refusal too-many-requests if there is a wait. */
function requireNone(waitSeconds: number): void {
  if (waitSeconds === 0) return;
  throw new Refusal('too-many-requests', `You send too many requests. Wait for ${waitSeconds} s.`, {
    extra: { retryAfter: waitSeconds },
  });
}
