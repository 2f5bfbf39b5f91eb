import type { Request, RequestHandler } from 'express';
import type { Authenticated } from '../../domain/people/credential';
import { Refusal } from '../../domain/refusal';
import { findPersonByKey, findPersonBySubject } from '../../prisma/repositories/people/persons';
import { hashSecret } from '../../prisma/repositories/people/secrets';
import { findSession } from '../../prisma/repositories/people/sessions';
import type { ApiDependencies } from '../dependencies';
import { looksLikeToken } from '../sign-in/access-tokens';
import { isFromUs } from '../sign-in/same-origin';
import type { SignIn } from '../sign-in/sign-in';
import { type AskTogether, askTogether } from './ask-together';
import { type LookUp, lookUpFairly } from './look-up-fairly';

export interface AuthenticationOptions extends Pick<ApiDependencies, 'database' | 'signIn' | 'failures'> {
  /** Paths of requests that a browser makes by itself: they do not keep a session alive. */
  backgroundPaths: readonly string[];
}

/**
 * Puts who the caller is, and how they have shown it, into `response.locals.authenticated`. A request that has an
 * `Authorization` is taken by that alone, and never by its cookie. After too many wrong keys or sessions from an
 * address, further wrong ones have to wait; a valid one is accepted at any time.
 * Each is looked up after its request has come: one that is revoked works no more for the next.
 */
export function authenticate(options: AuthenticationOptions): RequestHandler {
  const { signIn, failures } = options;
  const lookingUp = { ...options, lookUp: lookUpFairly(failures.keys), together: askTogether() };
  return async (request, response, next) => {
    const authorization = request.get('authorization');
    const token =
      authorization === undefined ? signIn?.cookies.session.read(request.get('cookie')) : undefined;
    const isSession = signIn && token;
    const found = isSession
      ? await bySession(request, token, signIn, lookingUp)
      : await byBearer(authorization ?? '', request.ip ?? '', lookingUp);
    if (found === 'ended') throw new Refusal('unauthenticated', sessionHasEnded);
    if (!found) throw unknown(failures.keys.add(request.ip ?? ''), isSession ? sessionHasEnded : sendKey);
    response.locals.authenticated = found;
    next();
  };
}

const sessionHasEnded = 'Your session has ended. Sign in again.';
const sendKey = 'Send your key, Authorization: Bearer <key>, or sign in.';

type Options = AuthenticationOptions & { lookUp: LookUp; together: AskTogether };

/** @returns 'ended' for what was a session: browsers that are left open do not count as wrong. */
function bySession(
  request: Request,
  token: string,
  { publicUrl, sessions }: SignIn,
  { database, backgroundPaths, lookUp, together }: Options,
): Promise<Authenticated | 'ended' | null> {
  if (!isFromUs(request, publicUrl))
    throw new Refusal(
      'cross-site-request',
      'This request came from another site, so it was not carried out.',
    );
  const isBackground =
    request.get('x-background') !== undefined || backgroundPaths.includes(request.baseUrl + request.path);
  const hash = hashSecret(token);
  return lookUp(token, request.ip ?? '', () =>
    together(`${hash} ${isBackground}`, () => findSession(database, hash, sessions, isBackground)),
  );
}

/** By an API key or an access token. */
async function byBearer(
  authorization: string,
  address: string,
  { database, signIn, lookUp, together }: Options,
): Promise<Authenticated | null> {
  const bearer = /^bearer +(\S+)$/i.exec(authorization)?.[1];
  if (bearer === undefined) return null;
  return lookUp(bearer, address, async () => {
    if (!signIn?.verifyToken || !looksLikeToken(bearer))
      return together(hashSecret(bearer), () => findPersonByKey(database, bearer));
    const subject = await signIn.verifyToken(bearer);
    const person = subject ? await findPersonBySubject(database, subject.issuer, subject.subject) : null;
    return person && { person, credential: { kind: 'token' } };
  });
}

function unknown(retryAfter: number, detail: string): Refusal {
  if (retryAfter === 0) return new Refusal('unauthenticated', detail);
  return new Refusal(
    'too-many-attempts',
    `Too many wrong keys or sessions came from your address. Try again in ${retryAfter} s, or send a valid key.`,
    { extra: { retryAfter } },
  );
}
