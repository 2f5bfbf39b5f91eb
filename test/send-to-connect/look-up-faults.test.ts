import { newAccount, sendAccount, sendState } from '../setup/accounts';
import { clientsUnder, misbehave, received } from '../setup/connect';
import { startSystem, type System } from '../setup/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 300 });
}, 60_000);
afterAll(() => system.stop());

it.each([
  ['times out', { delayMs: 2_000 }, 'unreachable'],
  ['is reset', { drop: 'before' }, 'unreachable'],
  ['is answered with 500', { status: 500 }, 'server'],
  ['is answered with 429 and no time', { status: 429 }, 'throttled'],
  ['is refused for its credentials (401)', { status: 401 }, 'credentials'],
  ['is refused for its credentials (403)', { status: 403 }, 'credentials'],
])('waits and goes on by itself when the look-up %s', async (_what, fault, kind) => {
  await misbehave(system, { rules: [{ operation: 'search', times: 2, ...fault }] });
  const { id, accountsId } = await newAccount(system);
  expect(await sendAccount(system, id, ['waiting'])).toMatchObject({
    lastFault: { kind, during: 'look-up' },
    nextTryAt: expect.any(String),
  });
  expect(await received(system, 'create', accountsId)).toEqual([]);
  await sendState(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});

const outside: [string, unknown][] = [
  ['HTML', '<html>Welcome to the portal</html>'],
  ['an empty object', {}],
  ['a list without its envelope', []],
  ['items that are no clients', { items: [{ id: 'x' }], next: null }],
];
it.each(outside)('never takes %s for "none found"', async (_what, body) => {
  await misbehave(system, { rules: [{ operation: 'search', status: 200, body, times: 2 }] });
  const { id, accountsId } = await newAccount(system);
  const waiting = await sendAccount(system, id, ['waiting', 'linked']);
  expect(waiting).toMatchObject({ state: 'waiting', lastFault: { kind: 'contract' }, client: null });
  expect(await received(system, 'create', accountsId)).toEqual([]);
  await sendState(system, id, ['linked']);
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});

it('asks a person when nothing clear was known for too long, and goes on with what the person says', async () => {
  await misbehave(system, { rules: [{ operation: 'search', status: 503 }] });
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, id, ['waiting']);
  await system.database.query(
    `UPDATE connect_send SET unclear_since = now() - interval '73 hours' WHERE account_id = $1`,
    [id],
  );
  await sendState(system, id, ['needs-decision']);
  await misbehave(system, {});
  const decision = { decision: 'create', reason: 'Connect is back' };
  const resolved = await system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/resolve`, decision);
  expect(resolved.status).toBe(200);
  await sendState(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});
