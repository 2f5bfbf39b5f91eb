import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

export const client = { id: 'our-client', secret: 'secret-of-our-client-with-32-bytes' };
export const audience = 'our-api';

export type Claims = Record<string, unknown>;

/** As it should be, by a key that is not the issuer's, with the client's secret, or not at all. */
export type Signature = 'good' | 'foreign' | 'secret' | 'none';

const seconds = () => Math.floor(Date.now() / 1_000);

/** An OIDC issuer over HTTP that says what the test makes it say. */
export async function startFakeIssuer() {
  let key = await newKey();
  const foreign = await newKey();
  let answers = true;
  let hasKeys = true;
  let url = '';
  /** By code: what the token endpoint answers, if the verifier fits the challenge. */
  const codes = new Map<string, { challenge: string; idToken: string }>();
  let keysAsked = 0;

  const sign = async (claims: Claims, signature: Signature = 'good', typ?: string): Promise<string> => {
    const all = { iss: url, iat: seconds(), exp: seconds() + 300, ...claims };
    if (signature === 'none') return new UnsecuredJWT(all).encode();
    if (signature === 'secret')
      return new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(client.secret));
    const { kid, privateKey } = signature === 'good' ? key : { ...foreign, kid: key.kid };
    const head = { alg: 'RS256', kid, ...(typ === undefined ? {} : { typ }) };
    return new SignJWT(all).setProtectedHeader(head).sign(privateKey);
  };

  const server = createServer((request, response) => {
    if (!answers) return;
    void (async () => {
      const { status = 200, ...body } = await answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  });

  async function answer(request: IncomingMessage): Promise<{ status?: number } & Claims> {
    const at = request.url?.split('?')[0];
    if (at === '/.well-known/openid-configuration') return metadata();
    if (at === '/jwks') {
      keysAsked++;
      if (!hasKeys) return { status: 500 };
      return { keys: [{ ...(await exportJWK(key.publicKey)), kid: key.kid, alg: 'RS256', use: 'sig' }] };
    }
    if (at !== '/token') return { status: 404 };
    let form = '';
    for await (const part of request) form += String(part);
    const said = new URLSearchParams(form);
    const known = codes.get(said.get('code') ?? '');
    codes.delete(said.get('code') ?? '');
    const hash = createHash('sha256')
      .update(said.get('code_verifier') ?? '')
      .digest('base64url');
    if (!known || known.challenge !== hash) return { status: 400, error: 'invalid_grant' };
    return { access_token: 'opaque', token_type: 'Bearer', id_token: known.idToken };
  }

  const metadata = () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    end_session_endpoint: `${url}/logout`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    sign,
    /**
     * A person signs in at the issuer. `asked` is where the API sent the browser.
     * @returns a code for what the issuer then says of them.
     */
    async vouch(asked: URL, claims: Claims, signature?: Signature): Promise<string> {
      const code = `code-${codes.size}-${Math.random()}`;
      const nonce = asked.searchParams.get('nonce');
      const idToken = await sign({ aud: client.id, nonce, ...claims }, signature);
      codes.set(code, { challenge: asked.searchParams.get('code_challenge') ?? '', idToken });
      return code;
    },
    async rotateKeys() {
      key = await newKey();
    },
    keysAsked: () => keysAsked,
    /** False: takes requests, and never answers. */
    setAnswers: (does: boolean) => (answers = does),
    /** False: answers 500 to whoever asks for its keys. */
    setHasKeys: (does: boolean) => (hasKeys = does),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type FakeIssuer = Awaited<ReturnType<typeof startFakeIssuer>>;

async function newKey() {
  return { ...(await generateKeyPair('RS256', { extractable: true })), kid: `key-${Math.random()}` };
}
