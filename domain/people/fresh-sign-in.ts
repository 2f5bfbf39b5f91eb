import type { Credential } from './credential';

/**
 * Whether the caller has proved to the issuer who they are within the last minutes. No key or token shows that; nor
 * does a sign-in of which the issuer does not say when it was: a browser that is signed in there gets one without a
 * proof.
 */
export const isFresh = (credential: Credential | null, minutes: number, now: Date): boolean =>
  credential?.kind === 'session' &&
  credential.provedAt !== null &&
  now.getTime() - credential.provedAt.getTime() <= 60_000 * minutes;
