import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import type { Authenticated } from '../../domain/people/credential';
import { Refusal } from '../../domain/refusal';
import { createKeyedMutex, MutexTimeout } from '../../prisma/client/sessions/keyed-mutex';
import { findPersonByKey, findPersonBySubject } from '../../prisma/repositories/people/persons';
import { findSession } from '../../prisma/repositories/people/sessions';
import type { ApiDependencies } from '../dependencies';
import { looksLikeToken } from '../sign-in/access-tokens';
import { isFromUs } from '../sign-in/same-origin';
import { hashSecret } from '../../prisma/repositories/people/secrets';
import type { SignIn } from '../sign-in/sign-in';
import { networkOf } from './network-of';

const pauseMs = 100;

export interface AuthenticationOptions extends Pick<ApiDependencies, 'database' | 'signIn' | 'failures'> {
  /** Paths of requests that a browser makes by itself: they do not keep a session alive. */
  backgroundPaths: readonly string[];
}

/**
 * Puts who the caller is, and how they have shown it, into `response.locals.authenticated`. A request that has an
 * `Authorization` is taken by that alone, and never by its cookie.
 */
export function authenticate(options: AuthenticationOptions): RequestHandler {
  const byBearer = authenticateBearer(options);
  return async (request, response, next) => {
    const { signIn } = options;
    const authorization = request.get('authorization');
    const token =
      authorization === undefined ? signIn?.cookies.session.read(request.get('cookie')) : undefined;
    response.locals.authenticated =
      signIn && token
        ? await bySession(request, token, signIn, options)
        : await byBearer(authorization ?? '', request.ip ?? '');
    next();
  };
}

async function bySession(
  request: Request,
  token: string,
  { publicUrl, sessions }: SignIn,
  { database, backgroundPaths }: AuthenticationOptions,
): Promise<Authenticated> {
  if (!isFromUs(request, publicUrl))
    throw new Refusal(
      'cross-site-request',
      'This request came from another site, so it was not carried out.',
    );
  const isBackground =
    request.get('x-background') !== undefined || backgroundPaths.includes(request.baseUrl + request.path);
  const found = await findSession(database, hashSecret(token), sessions, isBackground);
  if (!found) throw new Refusal('unauthenticated', 'Your session has ended. Sign in again.');
  return found;
}

/**
 * By an API key or an access token. After too many wrong ones from an address, further wrong ones have to wait; a valid
 * one is accepted at any time.
 */
function authenticateBearer({ database, signIn, failures }: AuthenticationOptions) {
  const wrongKeys = failures.keys;
  const runExclusive = createKeyedMutex();
  const byToken = async (token: string): Promise<Authenticated | null> => {
    const subject = await signIn?.verifyToken?.(token);
    const person = subject ? await findPersonBySubject(database, subject.issuer, subject.subject) : null;
    return person && { person, credential: { kind: 'token' } };
  };
  const find = (bearer: string) =>
    signIn?.verifyToken && looksLikeToken(bearer) ? byToken(bearer) : findPersonByKey(database, bearer);
  const findFairly = (bearer: string, address: string) => {
    if (!wrongKeys.isLimited(address)) return find(bearer);
    // Beyond the limit, keys are checked one at a time, with a pause: guessing learns little and costs us little.
    const slowly = () => sleep(pauseMs).then(() => find(bearer));
    return runExclusive(networkOf(address), slowly).catch((error: unknown) => {
      if (error instanceof MutexTimeout) return null;
      throw error;
    });
  };
  return async (authorization: string, address: string): Promise<Authenticated> => {
    const bearer = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    const found = bearer === undefined ? null : await findFairly(bearer, address);
    if (!found) throw unknownKey(wrongKeys.add(address));
    return found;
  };
}

function unknownKey(retryAfter: number): Refusal {
  if (retryAfter === 0)
    return new Refusal('unauthenticated', 'Send your key, Authorization: Bearer <key>, or sign in.');
  return new Refusal(
    'too-many-attempts',
    `Too many wrong keys came from your address. Try again in ${retryAfter} s, or send a valid key.`,
    { extra: { retryAfter } },
  );
}
