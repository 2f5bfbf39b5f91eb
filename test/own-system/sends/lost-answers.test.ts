import { newAccount, sendAccount } from '../../setup/accounts';
import { clientsUnder, misbehave, received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600, connectSearchLagMs: 700 });
});
afterAll(() => system.stop());

const lost = [
  ['a time-out after the commit', { delayMs: 2_000 }],
  ['a connection that breaks after the commit', { drop: 'after-commit' }],
  ['a 500 after the commit', { status: 500, commit: true }],
] as const;
const keys = [
  ['honours the idempotency key', false],
  ['ignores the idempotency key', true],
] as const;

it.each(keys)(
  'asks a Connect that %s for one client only, however the answer was lost',
  async (_how, ignoreIdempotencyKey) => {
    const accounts = await Promise.all(lost.map(() => newAccount(system)));
    const rules = lost.map(([, fault], index) => ({
      operation: 'create',
      billingReference: accounts[index]?.accountsId,
      times: 1,
      ...fault,
    }));
    await misbehave(system, { searchLagMs: 650, ignoreIdempotencyKey, rules });
    const sent = await Promise.all(accounts.map(({ id }) => sendAccount(system, id)));
    for (const [index, { accountsId }] of accounts.entries()) {
      const after = lost[index]?.[0];
      const [client, ...more] = await clientsUnder(system, accountsId);
      const creates = await received(system, 'create', accountsId);
      expect({ after, more, creates: creates.length, sent: sent[index] }).toMatchObject({
        after,
        more: [],
        creates: 1,
        sent: { state: 'linked', adopted: true, drift: [], client: { id: client?.id } },
      });
    }
  },
);

it.each([
  ['a connection that breaks before the work', { drop: 'before' }],
  ['a 503', { status: 503 }],
])('creates again after %s, once the settling delay is over', async (_what, fault) => {
  await misbehave(system, { searchLagMs: 650, rules: [{ operation: 'create', times: 1, ...fault }] });
  const { id, accountsId } = await newAccount(system);
  expect(await sendAccount(system, id)).toMatchObject({ state: 'linked', adopted: false });
  const [first, second, ...more] = await received(system, 'create', accountsId);
  expect(more).toEqual([]);
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
  expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThanOrEqual(1_300);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it('says that the outcome is unknown while it is, never that it failed', async () => {
  await misbehave(system, { rules: [{ operation: 'create', drop: 'before' }] });
  const { id } = await newAccount(system);
  const unknown = await sendAccount(system, id, ['unknown', 'rejected']);
  expect(unknown).toMatchObject({
    state: 'unknown',
    lastFault: { kind: 'unreachable', during: 'create' },
    client: null,
  });
  expect(Date.parse(unknown.nextTryAt ?? '')).not.toBeNaN();
  await misbehave(system, {});
  expect(await sendAccount(system, id, ['linked', 'rejected'])).toMatchObject({
    state: 'linked',
    lastFault: null,
    nextTryAt: null,
  });
});

it('is not hurried into a second create by somebody who presses again and again', async () => {
  await misbehave(system, {
    searchLagMs: 650,
    ignoreIdempotencyKey: true,
    rules: [{ operation: 'create', drop: 'after-commit', times: 1 }],
  });
  const { id, accountsId } = await newAccount(system);
  await until(
    () => system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`),
    ({ body }) => body.state === 'linked',
  );
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});
