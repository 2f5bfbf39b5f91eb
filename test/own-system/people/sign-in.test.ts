import { registerPerson } from '../../../prisma/repositories/people/persons';
import { Browser, startSystemWithSignIn } from '../../setup/browser';
import { type Claims, client, type FakeIssuer, type Signature } from '../../setup/fake-issuer';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let issuer: FakeIssuer;
let browser: () => Browser;
beforeAll(async () => {
  ({ system, issuer, browser } = await startSystemWithSignIn());
  for (const [name, kind] of [
    ['Omar', 'human'],
    ['Lea', 'human'],
  ] as const)
    await registerPerson(system.database.pool, {
      name,
      kind,
      roles: ['ops'],
      key: `key-of-${name}`,
      email: `${name}@example.test`,
    });
});
afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

const omar = { sub: 'omar-1', email: 'omar@example.test', email_verified: true };
const sessions = () => system.database.query('SELECT id FROM session');
const lastAudit = async () =>
  (
    await system.database.query<{ action: string; detail: Claims }>(
      'SELECT action, detail FROM audit_event ORDER BY id DESC LIMIT 1',
    )
  )[0];

it('signs in whom the issuer vouches for, and leads back to where they were', async () => {
  const one = browser();
  const asked = await one.begin('?to=%2Fv1%2Fwork%3Flimit%3D5');
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid email',
    redirect_uri: `${system.api}/auth/callback`,
  });
  const done = await one.finish(asked, await issuer.vouch(asked, omar));
  expect([done.status, done.location]).toEqual([302, '/v1/work?limit=5']);
  expect(done.headers.getSetCookie()[0]).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(done.headers.get('cache-control')).toBe('no-store');
  expect((await one.request('GET', '/v1/me')).body).toMatchObject({ name: 'Omar', kind: 'human' });
  const { body } = await one.request('GET', '/v1/session');
  expect(body).toMatchObject({ person: { name: 'Omar' } });
  const [{ token_sha256: kept } = { token_sha256: '' }] = await system.database.query<{
    token_sha256: string;
  }>('SELECT token_sha256 FROM session');
  expect(kept).toMatch(/^[0-9a-f]{64}$/);
  expect(kept).not.toContain(one.cookies.get('session'));
});

it('gives each sign-in a new session and ends the one before: none can be fixed', async () => {
  const one = browser();
  await one.signIn(omar);
  const before = new Browser(system, issuer);
  before.cookies.set('session', one.cookies.get('session') as string);
  await one.signIn(omar);
  expect(one.cookies.get('session')).not.toBe(before.cookies.get('session'));
  expect((await before.request('GET', '/v1/me')).status).toBe(401);
  const fixed = browser();
  const foreign = 'x'.repeat(43);
  fixed.cookies.set('session', foreign);
  await fixed.signIn(omar);
  expect(fixed.cookies.get('session')).not.toBe(foreign);
});

it.each<[string, Claims, Signature]>([
  ['another nonce', { nonce: 'another' }, 'good'],
  ['no nonce', { nonce: undefined }, 'good'],
  ['another issuer', { iss: 'https://elsewhere.example' }, 'good'],
  ['another audience', { aud: 'another-client' }, 'good'],
  ['an expired one', { iat: 1_700_000_000, exp: 1_700_000_300 }, 'good'],
  ['a time before which it is not valid', { nbf: Math.floor(Date.now() / 1_000) + 3_600 }, 'good'],
  ['two audiences, made for the other one', { aud: [client.id, 'other'], azp: 'other' }, 'good'],
  ['one of the future', { iat: Math.floor(Date.now() / 1_000) + 3_600 }, 'good'],
  ['no expiry', { exp: undefined }, 'good'],
  ['no subject', { sub: undefined }, 'good'],
  ['the signature of another key', {}, 'foreign'],
  ['a signature by the client secret', {}, 'secret'],
  ['no signature (alg none)', {}, 'none'],
])('refuses an ID token with %s', async (_what, claims, signature) => {
  const before = (await sessions()).length;
  const one = browser();
  const { status, text, headers } = await one.signIn({ ...omar, ...claims }, { signature });
  expect([status, headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
  expect(text).toContain('Sign in again');
  expect(one.cookies.has('session')).toBe(false);
  expect(await sessions()).toHaveLength(before);
  expect(await lastAudit()).toMatchObject({ action: 'session.refused' });
});

it('takes a callback once, from the browser that began it, with the state that it began with', async () => {
  const one = browser();
  const asked = await one.begin();
  const code = await issuer.vouch(asked, omar);
  const thief = browser();
  expect((await thief.finish(asked, code)).status).toBe(400);
  await thief.begin();
  expect((await thief.finish(asked, code)).status).toBe(400);
  expect((await one.finish(asked, code, { state: 'another' })).status).toBe(400);
  expect((await one.finish(asked, code)).status).toBe(302);
  one.cookies.delete('session');
  expect((await one.finish(asked, code)).status).toBe(400);
  expect(await lastAudit()).toEqual({ action: 'session.refused', detail: { reason: 'no such sign-in' } });
  const again = await one.begin();
  expect((await one.finish(again, code)).status).toBe(403);
  expect((await one.request('GET', '/auth/callback?error=access_denied')).status).toBe(400);
  const other = await one.begin();
  const mixedUp = await one.finish(other, await issuer.vouch(other, omar), {
    iss: 'https://elsewhere.example',
  });
  expect(mixedUp.status).toBe(403);
});

it('forgets a sign-in that was begun more than ten minutes ago', async () => {
  const one = browser();
  const asked = await one.begin();
  await system.database.query(`UPDATE sign_in_flow SET expires_at = expires_at - interval '10 minutes'`);
  expect((await one.finish(asked, await issuer.vouch(asked, omar))).status).toBe(400);
});

it('lets several tabs of a browser sign in at once', async () => {
  const one = browser();
  const [first, second] = [await one.begin('?to=/first'), await one.begin('?to=/second')];
  expect((await one.finish(second, await issuer.vouch(second, omar))).location).toBe('/second');
  expect((await one.finish(first, await issuer.vouch(first, omar))).location).toBe('/first');
  expect((await one.request('GET', '/v1/me')).status).toBe(200);
});

it.each([
  ['https://elsewhere.example/'],
  ['//elsewhere.example'],
  ['/\\elsewhere.example'],
  ['/.//elsewhere.example'],
  ['javascript:alert(1)'],
  ['/auth/sign-in'],
  ['/a\r\nset-cookie: x=1'],
])('leads back to the start, and never to %j', async (to) => {
  const { location } = await browser().signIn(omar, { query: `?to=${encodeURIComponent(to)}` });
  expect(location).toBe('/');
});

it('links a person by a verified e-mail, once, and then by the subject alone', async () => {
  const lea = { sub: 'lea-1', email: 'LEA@example.test' };
  expect((await browser().signIn(lea)).status).toBe(403);
  expect((await browser().signIn({ ...lea, email_verified: false })).status).toBe(403);
  expect((await browser().signIn({ ...lea, email_verified: 'true' })).status).toBe(403);
  expect((await browser().signIn({ ...lea, email_verified: true })).status).toBe(302);
  expect((await browser().signIn({ sub: 'lea-1' })).status).toBe(302);
  const taken = await browser().signIn({ ...lea, sub: 'lea-2', email_verified: true });
  expect([taken.status, taken.text.includes('Ask your administrator')]).toEqual([403, true]);
  const nobody = { sub: 'billing-1', email: 'billing@example.test', email_verified: true };
  expect((await browser().signIn(nobody)).status).toBe(403);
  expect(await lastAudit()).toMatchObject({
    action: 'session.refused',
    detail: { reason: 'nobody is linked to the subject' },
  });
});

it('links nobody by an address with letters that could be folded to those of another', async () => {
  const email = 'mi\u212ae@example.test';
  await registerPerson(system.database.pool, {
    name: 'Mike',
    kind: 'human',
    roles: [],
    key: 'of Mike',
    email,
  });
  expect((await browser().signIn({ sub: 'mike-1', email, email_verified: true })).status).toBe(403);
});

it('links no machine: none has an e-mail', async () => {
  const billing = { name: 'Billing', kind: 'machine' as const, roles: [], key: 'key of billing' };
  const made = registerPerson(system.database.pool, { ...billing, email: 'billing@example.test' });
  await expect(made).rejects.toThrow('person_email_of_a_human');
});

it('links nobody who is deactivated, and lets nobody in who was linked before', async () => {
  const register = (name: string) =>
    registerPerson(system.database.pool, {
      name,
      kind: 'human',
      roles: ['viewer'],
      key: `key of ${name}`,
      email: `${name}@example.test`,
    });
  const deactivate = (id: string) =>
    system.database.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [id]);
  const unlinked = { sub: 'gone-1', email: 'gone@example.test', email_verified: true };
  await deactivate(await register('gone'));
  expect((await browser().signIn(unlinked)).status).toBe(403);
  const linked = { sub: 'left-1', email: 'left@example.test', email_verified: true };
  const id = await register('left');
  const one = browser();
  expect((await one.signIn(linked)).status).toBe(302);
  expect((await one.request('GET', '/v1/me')).status).toBe(200);
  await deactivate(id);
  expect((await one.request('GET', '/v1/me')).status).toBe(401);
  expect((await browser().signIn(linked)).status).toBe(403);
});

it('links a person once when two subjects with the e-mail sign in at the same time', async () => {
  await registerPerson(system.database.pool, {
    name: 'Vera',
    kind: 'human',
    roles: ['viewer'],
    key: 'key of Vera',
    email: 'vera@example.test',
  });
  const subjects = Array.from({ length: 6 }, (_, at) => ({
    sub: `vera-${at}`,
    email: 'vera@example.test',
    email_verified: true,
  }));
  const answers = await Promise.all(subjects.map((claims) => browser().signIn(claims)));
  expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
});

it('asks for a fresh sign-in, and takes no older one for it', async () => {
  const now = Math.floor(Date.now() / 1_000);
  const one = browser();
  expect((await one.begin('?maxAge=60')).searchParams.get('max_age')).toBe('60');
  const old = { ...omar, auth_time: now - 3_600 };
  expect((await one.signIn(old, { query: '?maxAge=60' })).status).toBe(403);
  expect((await one.signIn({ ...omar, auth_time: now - 5 }, { query: '?maxAge=60' })).status).toBe(302);
  const { body } = await one.request('GET', '/v1/session');
  expect(Date.parse(body?.signedInAt as string)).toBe(1_000 * (now - 5));
});

it('takes no more from an address from which too many sign-ins have failed', async () => {
  const one = browser();
  for (let time = 0; time <= 20; time++)
    expect((await one.request('GET', '/auth/callback?state=x')).status).toBe(400);
  const limited = await one.request('GET', '/auth/callback?state=x');
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await browser().signIn(omar)).status).toBe(302);
});

it('says within seconds that the issuer does not answer, and goes on once it does', async () => {
  const one = browser();
  const asked = await one.begin();
  const code = await issuer.vouch(asked, omar);
  issuer.setAnswers(false);
  const began = Date.now();
  const late = await one.finish(asked, code);
  issuer.setAnswers(true);
  expect([late.status, late.headers.get('retry-after')]).toEqual([503, '5']);
  expect(Date.now() - began).toBeLessThan(10_000);
  expect((await one.signIn(omar)).status).toBe(302);
});

it('signs in with the new keys of an issuer that has changed them, and with none of the old ones', async () => {
  const one = browser();
  expect((await one.signIn(omar)).status).toBe(302);
  const before = await one.begin();
  const code = await issuer.vouch(before, omar);
  await issuer.rotateKeys();
  const { now } = Date;
  const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
  try {
    expect((await one.signIn(omar)).status).toBe(302);
    expect((await one.finish(before, code)).status).toBe(403);
  } finally {
    later.mockRestore();
  }
});
