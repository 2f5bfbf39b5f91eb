import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readApiSettings } from '../../../config/api-settings';
import { readWorkerSettings } from '../../../config/worker-settings';

const folder = mkdtempSync(path.join(os.tmpdir(), 'temporal-config-'));
const file = (name: string, text: string) => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};
afterAll(() => rmSync(folder, { recursive: true }));

/** What a process needs beside where Temporal is. */
const others = {
  DATABASE_URL: 'postgresql://x',
  CONNECT_BASE_URL: 'http://x',
  CONNECT_API_KEY: 'x',
  FILE_STORE_DIR: '/x',
};

describe.each([
  ['worker', readWorkerSettings],
  ['API', readApiSettings],
])('the %s', (_, read) => {
  const of = (env: NodeJS.ProcessEnv) => read({ ...others, ...env }).temporal;
  it('takes a server on this machine where nothing is said', () => {
    expect(of({ HOME: folder })).toMatchObject({
      connection: { address: '127.0.0.1:7233' },
      namespace: 'default',
    });
  });

  it('reaches Temporal Cloud by an API key over TLS', () => {
    const env = {
      TEMPORAL_ADDRESS: 'eu-west-2.aws.api.example:7233',
      TEMPORAL_NAMESPACE: 'billing.x1',
      TEMPORAL_API_KEY: 'k',
    };
    expect(of(env)).toMatchObject({
      connection: { address: env.TEMPORAL_ADDRESS, apiKey: 'k', tls: true },
      namespace: 'billing.x1',
    });
  });

  it('shows a certificate where one is given', () => {
    const env = {
      TEMPORAL_TLS_CLIENT_CERT_PATH: file('client.pem', 'certificate'),
      TEMPORAL_TLS_CLIENT_KEY_PATH: file('client.key', 'key'),
    };
    const { tls } = of(env).connection;
    const pair = typeof tls === 'object' ? tls?.clientCertPair : undefined;
    expect(Buffer.from(pair?.crt ?? []).toString()).toBe('certificate');
  });

  it('takes a profile of a file only where the file or the profile is named', () => {
    const profile = '[profile.default]\naddress = "elsewhere:7233"\n';
    const TEMPORAL_CONFIG_FILE = file('temporal.toml', profile);
    expect(of({ TEMPORAL_CONFIG_FILE }).connection.address).toBe('elsewhere:7233');
    // Where Temporal's own command line keeps what it is set to.
    mkdirSync(path.join(folder, 'temporalio'), { recursive: true });
    file('temporalio/temporal.toml', profile);
    expect(of({ HOME: folder, XDG_CONFIG_HOME: folder }).connection.address).toBe('127.0.0.1:7233');
    expect(of({ XDG_CONFIG_HOME: folder, TEMPORAL_PROFILE: 'default' }).connection.address).toBe(
      'elsewhere:7233',
    );
  });
});

it('names what is wrong with Temporal beside everything else', () => {
  const env = {
    TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/such/file',
    TEMPORAL_TLS_CLIENT_KEY_PATH: '/no/such/file',
    TEMPORAL_DEPLOYMENT_NAME: 'billing',
  };
  expect(() => readWorkerSettings(env)).toThrow(
    /DATABASE_URL: [^]*TEMPORAL_WORKER_BUILD_ID: must be set together with [^]*TEMPORAL_…: .*\/no\/such\/file/,
  );
});
