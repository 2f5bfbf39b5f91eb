import { registerPerson } from '../../../prisma/repositories/people/persons';
import { type Browser, startSystemWithSignIn } from '../../setup/browser';
import { callFile, codedAccount } from '../../setup/calls';
import { complete, importFile, sheetOf } from '../../setup/imports';
import type { FakeIssuer } from '../../setup/fake-issuer';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let issuer: FakeIssuer;
let browser: () => Browser;
beforeAll(async () => {
  ({ system, issuer, browser } = await startSystemWithSignIn({ worker: true }));
  const email = 'ana@example.test';
  await registerPerson(system.database.pool, { name: 'Ana', kind: 'human', roles: [], key: 'of Ana', email });
});
afterAll(async () => {
  await system.stop();
  await issuer.stop();
});

const minutesAgo = (minutes: number) => Math.floor(Date.now() / 1_000) - 60 * minutes;

it('is what approving needs where the location says so; a key, and an older sign-in, do not do', async () => {
  const at = `/v1/locations/${system.locations['London Bridge']}`;
  const { headers } = await system.call('admin', 'GET', at);
  const seen = headers.get('etag');
  const set = await system.call(
    'admin',
    'PATCH',
    at,
    { freshSignInMinutes: 15 },
    seen ? { 'if-match': seen } : {},
  );
  expect(set).toMatchObject({ status: 200, body: { freshSignInMinutes: 15 } });
  const { code } = await codedAccount(system);
  const { batchSheetId } = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  await complete(system, batchSheetId);
  const { digest } = await sheetOf(system, batchSheetId);
  const approve = `/v1/batch-sheets/${batchSheetId}/approve`;

  const byKey = await system.call('approver', 'POST', approve, { digest });
  expect([byKey.status, byKey.problem.type]).toEqual([403, '/problems/fresh-sign-in-needed']);
  const ana = browser();
  const who = { sub: 'ana', email: 'ana@example.test', email_verified: true };
  const same = { 'sec-fetch-site': 'same-origin' };
  await ana.signIn({ ...who, auth_time: minutesAgo(16) });
  const stale = await ana.request('POST', approve, same, { digest });
  expect([stale.status, stale.body?.type]).toEqual([403, '/problems/fresh-sign-in-needed']);
  expect(stale.body?.detail).toContain('/auth/sign-in?maxAge=900');
  // The issuer lets in whoever is signed in there, and does not say since when.
  await ana.signIn(who);
  expect((await ana.request('GET', '/v1/me')).status).toBe(200);
  const unproved = await ana.request('POST', approve, same, { digest });
  expect([unproved.status, unproved.body?.type]).toEqual([403, '/problems/fresh-sign-in-needed']);
  expect((await ana.signIn(who, { query: '?maxAge=900' })).status).toBe(403);
  expect((await sheetOf(system, batchSheetId)).state).toBe('completed');

  await ana.signIn({ ...who, auth_time: minutesAgo(14) }, { query: '?maxAge=900' });
  expect((await ana.request('POST', approve, same, { digest })).status).toBe(200);
});
