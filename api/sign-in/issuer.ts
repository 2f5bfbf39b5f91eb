import * as oidc from 'openid-client';
import type { SignInSettings } from '../../config/sign-in-settings';

/** Whom the issuer vouches for. */
export interface Vouched {
  issuer: string;
  subject: string;
  email: string | null;
  /**
   * Whether the issuer says that it has verified it: some omit the claim, which counts as unverified, as does one
   * with letters beyond ASCII.
   */
  emailVerified: boolean;
  signedInAt: Date;
  /** When they last proved to the issuer who they are; null if it does not say. */
  provedAt: Date | null;
}

export interface Begun {
  /** Where to send the browser. */
  url: URL;
  state: string;
  nonce: string;
  verifier: string;
}

export interface Expected {
  state: string;
  nonce: string;
  verifier: string;
  /** Longest time since the person proved who they are, in seconds; null: any. */
  maxAgeSeconds: number | null;
}

export interface Issuer {
  /** @throws IssuerAway */
  begin(maxAgeSeconds: number | null): Promise<Begun>;
  /**
   * Exchanges the code in the address of the callback, and checks what comes for it.
   * @throws IssuerAway, or NotVouched if the issuer, or whoever pretends to be it, says anything but who it is.
   */
  finish(callback: URL, expected: Expected): Promise<Vouched>;
  /** Where its own session ends; null if it has no such address, or does not answer. */
  signOutUrl(): Promise<URL | null>;
  /** @throws IssuerAway */
  metadata(): Promise<oidc.ServerMetadata>;
}

/** The issuer does not answer, or not as OIDC says. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';
}

export class NotVouched extends Error {
  override readonly name = 'NotVouched';
}

const timeoutSeconds = 5;
/** The longest that there is, and nothing that no address has. */
const address = /^[^\p{Cc}]{1,254}$/u;

const emailOf = (email: unknown): string | null =>
  typeof email === 'string' && address.test(email) ? email : null;

export function createIssuer({ issuer, clientId, clientSecret, publicUrl }: SignInSettings): Issuer {
  const redirectUri = new URL('/auth/callback', publicUrl).href;
  const discover = () =>
    oidc.discovery(issuer, clientId, clientSecret, undefined, {
      timeout: timeoutSeconds,
      execute: [
        // The signature of ID tokens, too, and not only the connection that they came by.
        oidc.enableNonRepudiationChecks,
        // Settings allow plain http on this machine alone.
        ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
      ],
    });
  let known: Promise<oidc.Configuration> | undefined;
  const configuration = () =>
    (known ??= discover()).catch((error: unknown) => {
      known = undefined;
      throw new IssuerAway('the issuer was not found', { cause: error });
    });
  return {
    async begin(maxAgeSeconds) {
      const config = await configuration();
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...(maxAgeSeconds === null ? {} : { max_age: String(maxAgeSeconds) }),
      });
      return { url, state, nonce, verifier };
    },
    async finish(callback, { state, nonce, verifier, maxAgeSeconds }) {
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
          ...(maxAgeSeconds === null ? {} : { maxAge: maxAgeSeconds }),
        });
        const claims = tokens.claims() as oidc.IDToken;
        if (claims.iat > Date.now() / 1_000 + 60) throw new NotVouched('the ID token is of the future');
        const said =
          claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
            ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
            : claims;
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: emailOf(said.email),
          emailVerified: said.email_verified === true && isPlain(said.email),
          signedInAt: dateOf(claims.auth_time ?? claims.iat),
          provedAt: claims.auth_time === undefined ? null : dateOf(claims.auth_time),
        };
      } catch (error) {
        throw isAway(error)
          ? new IssuerAway('the issuer did not answer', { cause: error })
          : notVouched(error);
      }
    },
    async signOutUrl() {
      const config = await configuration().catch(() => null);
      if (config?.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: new URL('/', publicUrl).href });
    },
    metadata: async () => (await configuration()).serverMetadata(),
  };
}

const dateOf = (seconds: number) => new Date(1_000 * seconds);

/** Other addresses could differ from one here by letters that only look like its own, or are folded to them. */
const isPlain = (email: unknown): boolean => typeof email === 'string' && /^[\x21-\x7e]+$/.test(email);

const notVouched = (error: unknown): NotVouched =>
  error instanceof NotVouched ? error : new NotVouched('the sign-in was refused', { cause: error });

/** It timed out, or there was no connection. */
function isAway(error: unknown): boolean {
  if (error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT') return true;
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  return error instanceof TypeError && error.message === 'fetch failed';
}
