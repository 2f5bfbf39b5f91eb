import { newAccount, sendAccount, sendState, triesOf } from '../../setup/accounts';
import { clientsUnder, misbehave, received, sendRow } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
});
afterAll(() => system.stop());
beforeEach(() => misbehave(system, {}));

it("shows Connect's own words and field, and makes one client once the account is mended", async () => {
  const { id, accountsId } = await newAccount(system, { name: 'N'.repeat(201) });
  expect((await system.call('ops', 'GET', `/v1/accounts/${id}`)).body.send).toBeNull();
  const rejected = await sendAccount(system, id);
  expect(rejected).toMatchObject({
    state: 'rejected',
    lastFault: {
      kind: 'refused',
      status: 400,
      code: 'malformed',
      field: 'name',
      message: expect.stringMatching(/name/),
    },
    nextTryAt: null,
  });
  const seen = await system.call('ops', 'GET', `/v1/accounts/${id}`);
  expect(seen.body.actions).toEqual(['sendToConnect']);
  const progress = { attempt: 1, lastFault: { kind: 'refused', field: 'name' }, nextTryAt: null };
  expect(seen.body.send).toMatchObject(progress);
  const etag = { 'if-match': seen.headers.get('etag') as string };
  const mended = await system.call('ops', 'PATCH', `/v1/accounts/${id}`, { name: 'Short & Sweet' }, etag);
  expect(mended.body.version).toBe(seen.body.version + 1);
  expect(await sendAccount(system, id, ['linked'])).toMatchObject({
    client: { name: 'Short & Sweet' },
    lastFault: null,
  });
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
  expect((await received(system, 'create', accountsId)).map(({ idempotencyKey }) => idempotencyKey)).toEqual([
    `${id}:1`,
    `${id}:2`,
  ]);
});

it.each([400, 404, 422])('is rejected by a %s, and starts again when pressed', async (status) => {
  const body = { code: 'no_room', message: 'The floor is full', field: 'siteId' };
  await misbehave(system, { rules: [{ operation: 'create', status, body, times: 1 }] });
  const { id, accountsId } = await newAccount(system);
  expect(await sendAccount(system, id)).toMatchObject({
    state: 'rejected',
    lastFault: { status, message: 'The floor is full', field: 'siteId' },
  });
  await sendAccount(system, id, ['linked']);
  expect((await sendRow(system, id)).generation).toBe(2);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it('is rejected once, however often it is pressed while nothing has changed at Connect', async () => {
  await misbehave(system, { rules: [{ operation: 'create', status: 422, times: 1 }] });
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, id, ['rejected']);
  await Promise.all(
    Array.from({ length: 5 }, () => system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`)),
  );
  await sendAccount(system, id, ['linked']);
  expect((await sendRow(system, id)).generation).toBe(2);
  expect(await received(system, 'create', accountsId)).toHaveLength(2);
});

it.each([
  ['a key that is in flight (409)', 409, 'idempotency_key_in_flight'],
  ['a key that was used (422)', 422, 'idempotency_key_reused'],
])('looks up after %s, and never takes a new key by itself', async (_what, status, code) => {
  const body = { code, message: 'The key is known' };
  await misbehave(system, { rules: [{ operation: 'create', status, body, times: 1 }] });
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, id, ['linked', 'rejected']);
  expect(await triesOf(system, id, 2)).toMatchObject([
    { state: 'unknown', fault: 'conflict (create)' },
    { state: 'linked' },
  ]);
  const keys = (await received(system, 'create', accountsId)).map(({ idempotencyKey }) => idempotencyKey);
  expect(keys).toEqual([`${id}:1`, `${id}:1`]);
});

it('finds the client of a slow create that was still under way at the second try', async () => {
  await misbehave(system, { rules: [{ operation: 'create', delayBeforeMs: 2_000, times: 1 }] });
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it.each([401, 403])(
  'waits when a create is refused for its credentials (%s), and goes on by itself',
  async (status) => {
    await misbehave(system, { rules: [{ operation: 'create', status }] });
    const { id, accountsId } = await newAccount(system);
    expect(await sendAccount(system, id, ['waiting', 'rejected'])).toMatchObject({
      state: 'waiting',
      lastFault: { kind: 'credentials', during: 'create' },
    });
    await misbehave(system, {});
    await sendState(system, id, ['linked']);
    expect(await clientsUnder(system, accountsId)).toHaveLength(1);
  },
);

it.each([
  ['rubbish with 201', { status: 201, body: { hello: 'world' }, commit: true }],
  ['HTML with 201', { status: 201, body: '<html>Created</html>', commit: true }],
  ['a 200', { status: 200, body: {}, commit: true }],
  ['a redirect', { status: 302, commit: true }],
])('stores nothing of %s, and looks up', async (_what, fault) => {
  await misbehave(system, {
    ignoreIdempotencyKey: true,
    rules: [{ operation: 'create', times: 1, ...fault }],
  });
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, id, ['linked', 'rejected']);
  const tries = await triesOf(system, id, 2);
  expect(tries).toMatchObject([
    { state: 'unknown', fault: 'contract (create)', clientId: null },
    { state: 'linked' },
  ]);
  expect(JSON.stringify([tries, await sendRow(system, id)])).not.toMatch(/hello|html/);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});
