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
import type { AttemptCounter } from './count-attempts';
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
  const [byBearer, findFairly] = [authenticateBearer(options), lookUpFairly(options.failures.sessions)];
  return async (request, response, next) => {
    const { signIn } = options;
    const authorization = request.get('authorization');
    const token =
      authorization === undefined ? signIn?.cookies.session.read(request.get('cookie')) : undefined;
    response.locals.authenticated =
      signIn && token
        ? await bySession(request, token, signIn, { ...options, findFairly })
        : await byBearer(authorization ?? '', request.ip ?? '');
    next();
  };
}

async function bySession(
  request: Request,
  token: string,
  { publicUrl, sessions }: SignIn,
  { database, backgroundPaths, findFairly, failures }: AuthenticationOptions & { findFairly: FindFairly },
): Promise<Authenticated> {
  if (!isFromUs(request, publicUrl))
    throw new Refusal(
      'cross-site-request',
      'This request came from another site, so it was not carried out.',
    );
  const isBackground =
    request.get('x-background') !== undefined || backgroundPaths.includes(request.baseUrl + request.path);
  const address = request.ip ?? '';
  const find = () => findSession(database, hashSecret(token), sessions, isBackground);
  const found = await findFairly(address, find);
  if (found) return found;
  throw notFound(failures.sessions.add(address), 'Your session has ended. Sign in again.', {
    tooMany: 'Too many requests with a session that has ended came from your address.',
    otherwise: 'sign in again',
  });
}

type FindFairly = (
  address: string,
  find: () => Promise<Authenticated | null>,
) => Promise<Authenticated | null>;

/**
 * Beyond the limit of an address, what it shows is looked up one at a time, with a pause: guessing learns little and
 * costs us little, and who shows something valid is let in all the same.
 */
function lookUpFairly(failed: AttemptCounter): FindFairly {
  const runExclusive = createKeyedMutex();
  return (address, find) => {
    if (!failed.isLimited(address)) return find();
    const slowly = () => sleep(pauseMs).then(find);
    return runExclusive(networkOf(address), slowly).catch((error: unknown) => {
      if (error instanceof MutexTimeout) return null;
      throw error;
    });
  };
}

/** By an API key or an access token. */
function authenticateBearer({ database, signIn, failures }: AuthenticationOptions) {
  const wrongKeys = failures.keys;
  const findFairly = lookUpFairly(wrongKeys);
  const byToken = async (token: string): Promise<Authenticated | null> => {
    const subject = await signIn?.verifyToken?.(token);
    const person = subject ? await findPersonBySubject(database, subject.issuer, subject.subject) : null;
    return person && { person, credential: { kind: 'token' } };
  };
  const find = (bearer: string) =>
    signIn?.verifyToken && looksLikeToken(bearer) ? byToken(bearer) : findPersonByKey(database, bearer);
  return async (authorization: string, address: string): Promise<Authenticated> => {
    const bearer = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    const found = bearer === undefined ? null : await findFairly(address, () => find(bearer));
    if (found) return found;
    throw notFound(wrongKeys.add(address), 'Send your key, Authorization: Bearer <key>, or sign in.', {
      tooMany: 'Too many wrong keys came from your address.',
      otherwise: 'send a valid key',
    });
  };
}

/** @param retryAfter Seconds; 0 while the limit of the address is not reached. */
function notFound(retryAfter: number, told: string, beyond: { tooMany: string; otherwise: string }): Refusal {
  if (retryAfter === 0) return new Refusal('unauthenticated', told);
  const { tooMany, otherwise } = beyond;
  return new Refusal('too-many-attempts', `${tooMany} Try again in ${retryAfter} s, or ${otherwise}.`, {
    extra: { retryAfter },
  });
}
