import { ask, type System } from './system';
import {
  audience,
  client,
  type Claims,
  type FakeIssuer,
  type Signature,
  startFakeIssuer,
} from './fake-issuer';
import { claimPort } from '../../dev/launcher/processes/ports';
import { startSystem, type SystemOptions } from './own-system';

/** A system that people sign in to with an issuer of the test's own. */
export async function startSystemWithSignIn({
  worker = false,
  env = {},
}: Pick<SystemOptions, 'worker' | 'env'> = {}) {
  const issuer = await startFakeIssuer();
  const port = await claimPort(18_200);
  const system = await startSystem({
    worker,
    env: {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_AUDIENCE: audience,
      // Each browser has an address of its own.
      TRUST_PROXY: '1',
      ...env,
    },
  });
  return { issuer, system, browser: () => new Browser(system, issuer) };
}

let browsers = 0;

/** A browser of one person, with its cookies. */
export class Browser {
  readonly address = `10.0.0.${++browsers % 250}`;
  readonly cookies = new Map<string, string>();

  constructor(
    readonly system: System,
    readonly issuer: FakeIssuer,
  ) {}

  async request(method: string, at: string, headers: Record<string, string> = {}, body?: unknown) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.system.api + at, {
      method,
      redirect: 'manual',
      headers: {
        cookie,
        'x-forwarded-for': this.address,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const location = response.headers.get('location');
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      location,
      text,
      body: (isJson ? JSON.parse(text) : null) as Record<string, unknown> | null,
    };
  }

  /** Asks to sign in. @returns where the API sends the browser. */
  async begin(query = ''): Promise<URL> {
    const { location } = await this.request('GET', `/auth/sign-in${query}`);
    return new URL(location as string);
  }

  /** Opens the link of an invitation. @returns what the page says, and where it leads; null if nowhere else. */
  async open(link: string) {
    const { pathname, search } = new URL(link);
    const { status, text } = await this.request('GET', pathname + search);
    const to = / href="(http[^"]+)"/.exec(text)?.[1]?.replaceAll('&#38;', '&');
    return { status, text, asked: to === undefined ? null : new URL(to) };
  }

  /** Comes back from the issuer with a code. */
  finish(asked: URL, code: string, more: Record<string, string> = {}) {
    const state = asked.searchParams.get('state') as string;
    const query = new URLSearchParams({ code, state, iss: this.issuer.url, ...more });
    return this.request('GET', `/auth/callback?${query.toString()}`);
  }

  async signIn(claims: Claims, { query = '', signature }: { query?: string; signature?: Signature } = {}) {
    const asked = await this.begin(query);
    return this.finish(asked, await this.issuer.vouch(asked, claims, signature));
  }
}

export const withBearer = (system: System, bearer: string, method = 'GET', at = '/v1/me') =>
  ask(system.api, method, at, undefined, { authorization: `Bearer ${bearer}` });
