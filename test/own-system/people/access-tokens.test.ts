import { registerPerson } from '../../../prisma/repositories/people/persons';
import { type Browser, startSystemWithSignIn, withBearer } from '../../setup/browser';
import { audience, type Claims, client, type FakeIssuer, type Signature } from '../../setup/fake-issuer';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let issuer: FakeIssuer;
let browser: () => Browser;
beforeAll(async () => {
  ({ system, issuer, browser } = await startSystemWithSignIn());
  const email = 'omar@example.test';
  await registerPerson(system.database.pool, {
    name: 'Omar',
    kind: 'human',
    roles: ['ops'],
    key: 'key',
    email,
  });
  expect((await browser().signIn({ sub: 'omar', email, email_verified: true })).status).toBe(302);
});
afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

const token = (claims: Claims = {}, signature: Signature = 'good') =>
  issuer.sign({ sub: 'omar', aud: audience, ...claims }, signature);
const soon = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

it('takes an access token of the issuer for whom it is linked to', async () => {
  const { status, body } = await withBearer(system, await token());
  expect([status, body.name]).toEqual([200, 'Omar']);
});

it.each<[string, () => Claims, Signature]>([
  ['another issuer', () => ({ iss: 'https://elsewhere.example' }), 'good'],
  ['another audience', () => ({ aud: 'another-api' }), 'good'],
  ['the audience of an ID token', () => ({ aud: client.id }), 'good'],
  ['no audience', () => ({ aud: undefined }), 'good'],
  ['an expired one', () => ({ iat: soon(-600), exp: soon(-60) }), 'good'],
  ['no expiry', () => ({ exp: undefined }), 'good'],
  ['one that is not valid yet', () => ({ nbf: soon(600) }), 'good'],
  ['one of the future', () => ({ iat: soon(600), exp: soon(900) }), 'good'],
  ['an unknown subject', () => ({ sub: 'nobody' }), 'good'],
  ['no subject', () => ({ sub: undefined }), 'good'],
  ['the signature of another key', () => ({}), 'foreign'],
  ['a signature by the client secret', () => ({}), 'secret'],
  ['no signature (alg none)', () => ({}), 'none'],
])('refuses a token with %s', async (_what, claims, signature) => {
  const { status } = await withBearer(system, await token(claims(), signature));
  expect([401, 429]).toContain(status);
});

it('refuses a token of another type, and one that is bound to a key of its holder', async () => {
  const signed = (claims: Claims, typ?: string) =>
    issuer.sign({ sub: 'omar', aud: audience, ...claims }, 'good', typ);
  for (const typ of ['JWT', 'at+jwt', 'application/at+jwt'])
    expect((await withBearer(system, await signed({}, typ))).status).toBe(200);
  for (const typ of ['logout+jwt', 'dpop+jwt', 'secevent+jwt'])
    expect([401, 429]).toContain((await withBearer(system, await signed({}, typ))).status);
  expect([401, 429]).toContain((await withBearer(system, await signed({ cnf: { jkt: 'x' } }))).status);
});

it('refuses a token whose claims were changed after it was signed', async () => {
  const [head, , signature] = (await token()).split('.');
  const claims = { iss: issuer.url, sub: 'omar', aud: audience, iat: soon(0), exp: soon(3_600), more: true };
  const changed = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
  expect([401, 429]).toContain((await withBearer(system, changed)).status);
});

it('keeps the keys of the issuer, and asks for them again no more often than every half minute', async () => {
  await withBearer(system, await token());
  const asked = issuer.keysAsked();
  for (let time = 0; time < 5; time++) expect((await withBearer(system, await token())).status).toBe(200);
  for (let time = 0; time < 5; time++) await withBearer(system, await token({}, 'foreign'));
  expect(issuer.keysAsked()).toBe(asked);
});

it('learns new keys of the issuer, and then takes none of the old ones', async () => {
  const before = await token();
  expect((await withBearer(system, before)).status).toBe(200);
  await issuer.rotateKeys();
  const renewed = await token();
  const { now } = Date;
  const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 31_000);
  try {
    expect((await withBearer(system, renewed)).status).toBe(200);
    expect([401, 429]).toContain((await withBearer(system, before)).status);
  } finally {
    later.mockRestore();
  }
});

it('does not take a fault of the issuer for one of the token', async () => {
  await issuer.rotateKeys();
  const renewed = await token();
  const { now } = Date;
  const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 93_000);
  issuer.setHasKeys(false);
  try {
    const { status, body } = await withBearer(system, renewed);
    expect([status, body.type]).toEqual([503, '/problems/issuer-unavailable']);
    issuer.setHasKeys(true);
    expect((await withBearer(system, renewed)).status).toBe(200);
  } finally {
    later.mockRestore();
  }
});
