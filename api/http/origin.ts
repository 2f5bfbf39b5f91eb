import { isIP } from 'node:net';
import type { Request, Response } from 'express';
import type { Authenticated, Credential } from '../../domain/people/credential';
import type { Origin } from '../../domain/people/origin';
import type { ApiDependencies } from '../dependencies';

const named = {
  key: (one) => `key:${one.keyId}`,
  session: (one) => `session:${one.sessionId}`,
  token: () => 'token',
} satisfies { [Kind in Credential['kind']]: (one: Extract<Credential, { kind: Kind }>) => string };

const nameOf = (credential: Credential): string =>
  (named[credential.kind] as (one: Credential) => string)(credential);

/** IPv4 addresses of an IPv6 socket are written like all others; what a proxy passes on may be no address at all. */
function addressOf({ ip = '' }: Request): string | undefined {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address : undefined;
}

/** Where a request comes from. The proxies that are trusted to say so are counted in TRUST_PROXY. */
export function originOf(request: Request, response: Response): Origin {
  const { authenticated, requestId } = response.locals as {
    authenticated?: Authenticated;
    requestId?: string;
  };
  return {
    address: addressOf(request),
    requestId,
    credential: authenticated && nameOf(authenticated.credential),
  };
}

/** The dependencies of one request: what is changed through them is recorded as coming from it. */
export function dependenciesFrom(origin: Origin, dependencies: ApiDependencies): ApiDependencies {
  const known = () => origin;
  return {
    ...dependencies,
    database: dependencies.database.withOrigin(known),
    rowsDatabase: dependencies.rowsDatabase.withOrigin(known),
  };
}
