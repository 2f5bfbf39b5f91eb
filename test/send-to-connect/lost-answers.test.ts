import { newAccount, sendAccount } from '../setup/accounts';
import { clientsUnder, misbehave, received } from '../setup/connect';
import { startSystem, type System } from '../setup/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 300, connectSearchLagMs: 250 });
}, 60_000);
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

describe.each(keys)('a Connect that %s', (_name, ignoreIdempotencyKey) => {
  it.each(lost)('is asked for one client only after %s', async (_what, fault) => {
    await misbehave(system, {
      searchLagMs: 200,
      ignoreIdempotencyKey,
      rules: [{ operation: 'create', times: 1, ...fault }],
    });
    const { id, accountsId } = await newAccount(system);
    const sent = await sendAccount(system, id);
    const [client, ...more] = await clientsUnder(system, accountsId);
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ state: 'linked', adopted: true, drift: [], client: { id: client?.id } });
    expect(await received(system, 'create', accountsId)).toHaveLength(1);
  });
});

it.each([
  ['a connection that breaks before the work', { drop: 'before' }],
  ['a 503', { status: 503 }],
])('creates again after %s, once the settling delay is over', async (_what, fault) => {
  await misbehave(system, { searchLagMs: 200, rules: [{ operation: 'create', times: 1, ...fault }] });
  const { id, accountsId } = await newAccount(system);
  expect(await sendAccount(system, id)).toMatchObject({ state: 'linked', adopted: false });
  const [first, second, ...more] = await received(system, 'create', accountsId);
  expect(more).toEqual([]);
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
  expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThanOrEqual(500);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it('says that the outcome is unknown while it is, never that it failed', async () => {
  await misbehave(system, { rules: [{ operation: 'create', drop: 'after-commit', times: 1 }] });
  const { id } = await newAccount(system);
  const unknown = await sendAccount(system, id, ['unknown']);
  expect(unknown).toMatchObject({ lastFault: { kind: 'unreachable', during: 'create' }, client: null });
  expect(Date.parse(unknown.nextTryAt)).not.toBeNaN();
  expect(await sendAccount(system, id, ['linked', 'rejected'])).toMatchObject({
    state: 'linked',
    lastFault: null,
    nextTryAt: null,
  });
});
