import { hashSecret, newSecret } from '../../prisma/repositories/people/secrets';
import { beginFlow } from '../../prisma/repositories/people/sign-in-flows';
import type { ApiDependencies } from '../dependencies';
import type { SignIn } from './sign-in';

interface Beginning {
  /** The header with the cookies of the browser that begins it: no other can finish it. */
  cookies: string | undefined;
  /** A path of ours. */
  wayBack: string;
  maxAgeSeconds?: number | null;
  invitationId?: string | null;
}

/** Begins a sign-in. @returns where it goes on, and the cookie by which the browser is known. @throws IssuerAway. */
export async function beginSignIn(
  { database }: ApiDependencies,
  { issuer, cookies: { flow } }: SignIn,
  { cookies, wayBack, maxAgeSeconds = null, invitationId = null }: Beginning,
): Promise<{ url: URL; cookie: string }> {
  const { url, state, nonce, verifier } = await issuer.begin(maxAgeSeconds);
  // One for several tabs: each of them can finish.
  const secret = flow.read(cookies) ?? newSecret();
  await beginFlow(database, {
    stateSha256: hashSecret(state),
    browserSha256: hashSecret(secret),
    nonce,
    verifier,
    wayBack,
    maxAgeSeconds,
    invitationId,
  });
  return { url, cookie: flow.set(secret) };
}
