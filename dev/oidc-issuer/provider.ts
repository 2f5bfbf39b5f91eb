import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import Provider, { type Configuration } from 'oidc-provider';
import type { IssuerConfig } from './config';
import type { SeedPerson } from '../launcher/seed/seed-files';
import { signOutPage } from './page';

/** A key of its own at each start: what was signed before is worth nothing then. */
function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

/** An OIDC issuer with one client, our API, and the persons of the seed; it keeps everything in memory. */
export function createProvider(url: string, config: IssuerConfig, persons: SeedPerson[]): Provider {
  const { API_PUBLIC_URL: api, CLIENT_ID, CLIENT_SECRET, AUDIENCE } = config;
  const configuration: Configuration = {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [new URL('/auth/callback', api).href],
        post_logout_redirect_uris: [new URL('/', api).href],
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    ttl: { Interaction: 600, Grant: 43_200, Session: 43_200, AccessToken: 3_600, IdToken: 600 },
    conformIdTokenClaims: false,
    pkce: { required: () => true, methods: ['S256'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = signOutPage(form)) },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:operate-connect',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid email',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
        }),
      },
    },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, key) => {
      const person = persons.find((one) => one.key === key);
      const email = `${key}@example.test`;
      return person && { accountId: key, claims: () => ({ sub: key, email, email_verified: true }) };
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid email');
      grant.addResourceScope('urn:operate-connect', 'openid email');
      await grant.save();
      return grant;
    },
  };
  return new Provider(url, configuration);
}
