import type { Credential } from './credential';

/** Whether the caller has proved to the issuer who they are within the last minutes: no key or token shows that. */
export const isFresh = (credential: Credential | null, minutes: number, now: Date): boolean =>
  credential?.kind === 'session' && now.getTime() - credential.signedInAt.getTime() <= 60_000 * minutes;
