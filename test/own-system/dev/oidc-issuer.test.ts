import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';
import { claimPort } from '../../../dev/launcher/processes/ports';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { startSystem } from '../../setup/own-system';
import { until } from '../../setup/system';

const main = path.join(projectRoot(), 'dist/dev/oidc-issuer/main.js');
const client = { CLIENT_ID: 'console', CLIENT_SECRET: 'a-secret', AUDIENCE: 'operate-connect' };
const start = (env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [main], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });

/** What a browser does: it keeps cookies by host, and goes where it is sent. */
function browse() {
  const jar = new Map<string, Map<string, string>>();
  return async function visit(
    at: string,
    form?: URLSearchParams,
  ): Promise<{ url: string; status: number; text: string }> {
    const url = new URL(at);
    const cookies = jar.get(url.hostname) ?? new Map<string, string>();
    jar.set(url.hostname, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const to = response.headers.get('location');
    if (to !== null) return visit(new URL(to, url).href);
    return { url: url.href, status: response.status, text: await response.text() };
  };
}

it('signs in the person who was chosen on its page, at an API in another process', async () => {
  const [port, apiPort] = [await claimPort(18_300), await claimPort(18_400)];
  const issuer = `http://localhost:${port}`;
  const publicUrl = `http://127.0.0.1:${apiPort}`;
  const running = start({ ISSUER_PORT: String(port), API_PUBLIC_URL: publicUrl, ...client });
  const system = await startSystem({
    worker: false,
    env: {
      PORT: String(apiPort),
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.CLIENT_ID,
      OIDC_CLIENT_SECRET: client.CLIENT_SECRET,
    },
  });
  try {
    const [key, email] = ['key-of-lea', 'lead@example.test'];
    await registerPerson(system.database.pool, { name: 'Lea', kind: 'human', roles: ['ops'], key, email });
    await until(
      () =>
        fetch(`${issuer}/health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      (ok) => ok,
    );
    const visit = browse();
    const page = await visit(`${publicUrl}/auth/sign-in?to=/v1/me`);
    for (const name of ['Omar', 'Lea', 'Ana', 'Vera', 'Ada'])
      expect(page.text).toContain(`<strong>${name}</strong>`);
    const done = await visit(page.url, new URLSearchParams({ person: 'lead' }));
    expect(done).toMatchObject({ url: `${publicUrl}/v1/me`, status: 200 });
    expect(JSON.parse(done.text)).toMatchObject({ name: 'Lea' });

    const stranger = browse();
    const again = await stranger(`${publicUrl}/auth/sign-in`);
    expect(await stranger(again.url, new URLSearchParams({ person: 'nobody' }))).toMatchObject({
      status: 403,
    });
  } finally {
    running.kill();
    await system.stop();
  }
});

it('does not run in production, since anybody can sign in there as anybody', async () => {
  const running = start({
    NODE_ENV: 'production',
    ISSUER_PORT: '0',
    API_PUBLIC_URL: 'http://127.0.0.1:1',
    ...client,
  });
  let said = '';
  running.stderr.on('data', (part) => (said += String(part)));
  expect(await once(running, 'close')).toEqual([1, null]);
  expect(said).toContain('does not run with NODE_ENV=production');
});
