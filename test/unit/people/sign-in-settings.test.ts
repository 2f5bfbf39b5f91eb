import { signInSettings } from '../../../config/sign-in-settings';
import { isFromUs } from '../../../api/sign-in/same-origin';
import { cookiesFor } from '../../../api/sign-in/cookies';

const all = {
  PUBLIC_URL: 'https://connect.example',
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
};

it.each([
  [{}, /OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL not set/],
  [{ ...all, OIDC_CLIENT_SECRET: undefined }, /: OIDC_CLIENT_SECRET not set/],
  [{ ...all, PUBLIC_URL: 'http://connect.example' }, /PUBLIC_URL must begin with https/],
  [{ ...all, PUBLIC_URL: 'http://localhost.example' }, /PUBLIC_URL must begin with https/],
  [{ ...all, OIDC_ISSUER: 'http://id.example' }, /OIDC_ISSUER must begin with https/],
  [{ ...all, OIDC_AUDIENCE: 'client' }, /OIDC_AUDIENCE must differ/],
])('says why nobody can sign in: %j', (env, reason) => {
  expect(signInSettings(env)).toEqual({ reason: expect.stringMatching(reason) });
});

it.each(['https://connect.example', 'http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
  'lets people sign in at %s',
  (publicUrl) => {
    expect(signInSettings({ ...all, PUBLIC_URL: publicUrl })).toMatchObject({
      publicUrl: new URL(publicUrl),
    });
  },
);

it('marks cookies as secure, and ours alone, over https', () => {
  const { session } = cookiesFor(new URL(all.PUBLIC_URL));
  const value = 'a'.repeat(43);
  expect(session.set(value)).toBe(`__Host-session=${value}; Path=/; HttpOnly; SameSite=Lax; Secure`);
  expect(session.read(`other=1; __Host-session=${value}`)).toBe(value);
  expect(session.read(`session=${value}`)).toBeNull();
  expect(session.read(`__Host-session=short`)).toBeNull();
});

it('takes the browser at its word that a request comes from us, and else its Origin', () => {
  const ours = new URL(all.PUBLIC_URL);
  const from = (headers: Record<string, string>, method = 'POST') =>
    isFromUs({ method, headers } as never, ours);
  expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(from({ 'sec-fetch-site': 'same-site', origin: ours.origin })).toBe(false);
  expect(from({ origin: ours.origin })).toBe(true);
  expect(from({ origin: 'https://connect.example.elsewhere' })).toBe(false);
  expect(from({})).toBe(false);
  expect(from({}, 'GET')).toBe(true);
});
