import type { SignInSettings } from '../../config/sign-in-settings';
import type { SessionLimits } from '../../prisma/repositories/people/sessions';
import { createTokenVerifier, type TokenSubject } from './access-tokens';
import { cookiesFor, type Cookies } from './cookies';
import { createIssuer, type Issuer } from './issuer';

/** What signing in takes, where it is set up. */
export interface SignIn {
  issuer: Issuer;
  publicUrl: URL;
  cookies: Cookies;
  sessions: SessionLimits;
  /** How long an invitation can be used. Milliseconds. */
  invitationMs: number;
  /** Null: no access tokens are accepted. */
  verifyToken: ((token: string) => Promise<TokenSubject | null>) | null;
}

export function createSignIn(
  settings: SignInSettings,
  { sessions, invitationMs }: Pick<SignIn, 'sessions' | 'invitationMs'>,
): SignIn {
  const issuer = createIssuer(settings);
  return {
    issuer,
    publicUrl: settings.publicUrl,
    cookies: cookiesFor(settings.publicUrl),
    sessions,
    invitationMs,
    verifyToken: settings.audience === null ? null : createTokenVerifier(issuer, settings.audience),
  };
}
