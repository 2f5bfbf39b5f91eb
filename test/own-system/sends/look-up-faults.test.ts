import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientsUnder, misbehave, received, sendRow } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';
import type { Schema } from '../../../clients/typescript/src/by-path';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
});
afterAll(() => system.stop());

const faults: [string, Record<string, unknown>, string][] = [
  ['a time-out', { delayMs: 2_000 }, 'unreachable'],
  ['a reset', { drop: 'before' }, 'unreachable'],
  ['500', { status: 500 }, 'server'],
  ['429 and no time', { status: 429 }, 'throttled'],
  ['401', { status: 401 }, 'credentials'],
  ['403', { status: 403 }, 'credentials'],
];
const outside: [string, Record<string, unknown>, string][] = [
  ['HTML', { status: 200, body: '<html>Welcome to the portal</html>' }, 'contract'],
  ['an empty object', { status: 200, body: {} }, 'contract'],
  ['a list without its envelope', { status: 200, body: [] }, 'contract'],
  ['items that are no clients', { status: 200, body: { items: [{ id: 'x' }], next: null } }, 'contract'],
];
it.each([
  ['waits and goes on by itself when a look-up has no answer, or a refusal', faults],
  ['never takes an answer outside the contract for "none found"', outside],
])('%s', async (_promise, cases) => {
  const accounts = await Promise.all(cases.map(() => newAccount(system)));
  const rules = cases.map(([, fault], index) => ({
    operation: 'search',
    billingReference: accounts[index]?.accountsId,
    ...fault,
  }));
  await misbehave(system, { rules });
  await Promise.all(accounts.map(({ id }) => sendAccount(system, id, ['waiting', 'linked'])));
  // On a busy machine a call may time out before it meets its fault: then the next one meets it.
  const waiting = await Promise.all(
    accounts.map(({ id }, index) => {
      const look = () => system.call('ops', 'GET', `/v1/accounts/${id}/connect-client`);
      const waitsFor = ({ state, lastFault }: Schema<'Sending'>) =>
        state === 'waiting' && lastFault?.kind === cases[index]?.[2];
      return until(look, ({ body }) => body.state === 'linked' || waitsFor(body));
    }),
  );
  for (const [index, { accountsId }] of accounts.entries()) {
    const [after, , kind] = cases[index] ?? [];
    const creates = await received(system, 'create', accountsId);
    expect({ after, creates, waiting: waiting[index]?.body }).toMatchObject({
      after,
      creates: [],
      waiting: {
        state: 'waiting',
        client: null,
        lastFault: { kind, during: 'look-up' },
        nextTryAt: expect.any(String),
      },
    });
  }
  await misbehave(system, {});
  for (const { id, accountsId } of accounts) {
    await sendState(system, id, ['linked']);
    expect(await clientsUnder(system, accountsId)).toHaveLength(1);
    expect(await received(system, 'create', accountsId)).toHaveLength(1);
  }
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

it.each([
  ['429', 'throttled'],
  ['401', 'credentials'],
])('lets the time until a person is asked go on while Connect says %s', async (status, kind) => {
  await misbehave(system, { rules: [{ operation: 'search', status: 503 }] });
  const { id } = await newAccount(system);
  await sendAccount(system, id, ['waiting']);
  const { unclearSince } = await sendRow(system, id);
  await misbehave(system, { rules: [{ operation: 'search', status: Number(status) }] });
  await until(
    () => system.call('ops', 'GET', `/v1/accounts/${id}/connect-client`),
    ({ body }) => body.lastFault?.kind === kind,
  );
  expect((await sendRow(system, id)).unclearSince).toEqual(unclearSince);
  await misbehave(system, {});
  await sendState(system, id, ['linked']);
});
