import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { IssuerAway, type Issuer } from './issuer';

/** Symmetric ones and `none` are left out: whoever can verify those could make them. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const timeoutMs = 5_000;
/** The issuer's keys are asked for again for an unknown one, but no more often than this. */
const cooldownMs = 30_000;
const cacheMs = 10 * 60_000;

export interface TokenSubject {
  issuer: string;
  subject: string;
}

/**
 * Others, such as those that tell of a sign-out, are signed by the same keys. One with a `cnf` is bound to a key of its
 * holder: whoever shows it alone may have stolen it (RFC 9449, RFC 8705).
 */
const accessTokenTypes = /^(JWT|(application\/)?at\+jwt)$/i;

/** Three parts of base64url, as no API key has. */
export const looksLikeToken = (bearer: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(bearer);

/**
 * Verifies access tokens of the issuer for this API.
 * @returns of each, whose it is; null if it is not valid, for whatever reason.
 */
export function createTokenVerifier(issuer: Issuer, audience: string) {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token: string): Promise<TokenSubject | null> => {
    const { issuer: name, jwks_uri: at } = await issuer.metadata();
    if (at === undefined) return null;
    keys ??= createRemoteJWKSet(new URL(at), {
      timeoutDuration: timeoutMs,
      cooldownDuration: cooldownMs,
      cacheMaxAge: cacheMs,
    });
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer: name,
        audience,
        algorithms,
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: 5,
        // Refuses those of the future, too.
        maxTokenAge: '24h',
      });
      if (!accessTokenTypes.test(protectedHeader.typ ?? 'JWT') || payload.cnf !== undefined) return null;
      return { issuer: name, subject: payload.sub as string };
    } catch (error) {
      if (isOfToken(error)) return null;
      throw new IssuerAway('the keys of the issuer cannot be read', { cause: error });
    }
  };
}

/** Faults of the issuer, such as a 500 in the place of its keys, are not. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  !(error instanceof errors.JWKInvalid) &&
  // Thrown for an answer that is not 200, or no JSON.
  error.code !== errors.JOSEError.code;
