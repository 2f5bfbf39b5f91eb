import { randomBytes } from 'node:crypto';
import { claimPort } from '../processes/ports';
import { answersOk } from '../processes/until-ready';
import { type NodePart, startNodePart } from './node-part';
import { type Run } from './run';

export interface IssuerPlace {
  /** Null with an issuer, or a public address, that the user has set. */
  part: NodePart | null;
  issuer: string | null;
  /** Variables of the API. */
  env: NodeJS.ProcessEnv;
}

const audience = 'operate-connect';

/** The user's issuer, or ours, for an API at this address. */
export async function describeIssuer(run: Run, api: string): Promise<IssuerPlace> {
  const { OIDC_ISSUER: theirs, PUBLIC_URL: publicUrl = api } = run.env;
  if (theirs) return { part: null, issuer: theirs, env: { PUBLIC_URL: publicUrl } };
  const port = await claimPort(3002);
  const [clientId, clientSecret] = ['operate-connect-console', randomBytes(24).toString('base64url')];
  const issuer = `http://localhost:${port}`;
  return {
    issuer,
    env: {
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_AUDIENCE: audience,
    },
    part: {
      name: 'issuer',
      main: 'dev/oidc-issuer/main.js',
      env: {
        ISSUER_PORT: String(port),
        API_PUBLIC_URL: publicUrl,
        CLIENT_ID: clientId,
        CLIENT_SECRET: clientSecret,
        AUDIENCE: audience,
      },
      isReady: () => answersOk(`${issuer}/health`),
    },
  };
}

export async function startIssuer(run: Run, { part }: IssuerPlace): Promise<void> {
  if (!part) return;
  run.again.set(part.name, () => startNodePart(run, part, true));
  await startNodePart(run, part);
}
