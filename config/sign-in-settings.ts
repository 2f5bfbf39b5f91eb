/** How people sign in, from the API's settings. */
export interface SignInSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** Where browsers reach the API. */
  publicUrl: URL;
  /** Audience of access tokens that are accepted as `Authorization: Bearer`; null: none are. */
  audience: string | null;
}

/** Why nobody can sign in; API keys work all the same. */
export interface NoSignIn {
  /** A sentence for people. */
  reason: string;
}

interface Variables {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_AUDIENCE?: string | undefined;
  PUBLIC_URL?: string | undefined;
}

export function signInSettings(env: Variables): SignInSettings | NoSignIn {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  const { PUBLIC_URL: publicUrl, OIDC_AUDIENCE: audience } = env;
  const needed = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  const missing = Object.entries({ ...needed, PUBLIC_URL: publicUrl }).filter(([, value]) => !value);
  if (!issuer || !clientId || !clientSecret || !publicUrl)
    return { reason: `Sign-in is not set up: ${missing.map(([name]) => name).join(', ')} not set.` };
  if (!isSafe(new URL(publicUrl)))
    return { reason: 'Nobody can sign in over plain http: PUBLIC_URL must begin with https://.' };
  if (!isSafe(new URL(issuer)))
    return { reason: 'The issuer is not reached safely: OIDC_ISSUER must begin with https://.' };
  if (audience === clientId)
    return { reason: 'OIDC_AUDIENCE must differ from OIDC_CLIENT_ID: ID tokens are not access tokens.' };
  return {
    issuer: new URL(issuer),
    clientId,
    clientSecret,
    publicUrl: new URL(publicUrl),
    audience: audience ?? null,
  };
}

/** Plain http is safe only where it does not leave the machine. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
