import { accountsFromBefore, newAccount, sendAccount } from '../../setup/accounts';
import { clientByHand, clientsUnder, misbehave, received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

it('creates where Connect has nobody', async () => {
  const { id, accountsId } = await newAccount(system);
  expect(await sendAccount(system, id)).toMatchObject({
    state: 'linked',
    adopted: false,
    drift: [],
    leftToDo: ['users', 'services', 'rooms'],
    client: { status: 'Awaiting Provisioning', billingReference: accountsId },
  });
});

it('adopts a client of the same reference, site and name, whatever its case, and shows what differs', async () => {
  const { id, accountsId } = await newAccount(system, { name: 'Straßburg Partners' });
  const clientId = await clientByHand(system, {
    billingReference: accountsId,
    name: ' STRASSBURG partners ',
    type: 'Virtual',
  });
  const { client, drift } = await sendAccount(system, id, ['linked']);
  expect(client?.id).toBe(clientId);
  expect(drift.map(({ field }: { field: string }) => field)).toEqual(['name', 'type']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

const doubts: [string, (accountsId: string, name: string) => Promise<string[]>][] = [
  [
    'a client of its reference at another site',
    async (billingReference, name) => [
      await clientByHand(system, { billingReference, name, siteId: 'site-leeds-dock' }),
    ],
  ],
  [
    'a client of its reference and another name',
    async (billingReference) => [await clientByHand(system, { billingReference })],
  ],
  [
    'a client of its reference that has ended',
    async (billingReference, name) => {
      const id = await clientByHand(system, { billingReference, name });
      await system.control('POST', `/clients/${id}/end`);
      return [id];
    },
  ],
  [
    'two clients of its reference',
    async (billingReference, name) => [
      await clientByHand(system, { billingReference, name }),
      await clientByHand(system, { billingReference, name }),
    ],
  ],
  [
    'a client of its name under another reference',
    async (_reference, name) => [await clientByHand(system, { billingReference: 'OLD-7', name })],
  ],
];
it.each(doubts)('asks a person about %s', async (_what, prepare) => {
  const { id, accountsId } = await newAccount(system);
  const candidates = await prepare(accountsId, `Tenant ${accountsId}`);
  const byHand = await received(system, 'create');
  const asked = await sendAccount(system, id);
  expect(asked).toMatchObject({ state: 'needs-decision', client: null });
  expect(asked.candidates.map((one: { id: string }) => one.id).sort()).toEqual(candidates.sort());
  expect(await received(system, 'create')).toHaveLength(byHand.length);
  expect((await system.call('ops', 'GET', `/v1/accounts/${id}`)).body).toMatchObject({
    connectState: 'needs-decision',
    actions: ['resolve'],
  });
});

it.each([
  ['at another site', { siteId: 'site-leeds-dock' }],
  ['that has ended', {}],
])('creates beside a namesake %s', async (_where, fields) => {
  const { id, accountsId } = await newAccount(system);
  const namesake = await clientByHand(system, { name: `Tenant ${accountsId}`, ...fields });
  if (!('siteId' in fields)) await system.control('POST', `/clients/${namesake}/end`);
  expect(await sendAccount(system, id)).toMatchObject({ state: 'linked', adopted: false });
});

it("creates beside a namesake that is another account's client", async () => {
  const first = await newAccount(system, { name: 'Twin & Twin' });
  await sendAccount(system, first.id, ['linked']);
  const second = await newAccount(system, { name: 'Twin & Twin' });
  expect(await sendAccount(system, second.id)).toMatchObject({ state: 'linked', adopted: false });
});

it("asks a person when its reference is that of another account's client, and never links both", async () => {
  const first = await newAccount(system);
  const { client } = await sendAccount(system, first.id, ['linked']);
  await system.call('ops', 'PATCH', `/v1/accounts/${first.id}`, { accountsId: `${first.accountsId}-old` });
  const second = await newAccount(system, {
    accountsId: first.accountsId,
    name: `Tenant ${first.accountsId}`,
  });
  expect(await sendAccount(system, second.id)).toMatchObject({
    state: 'needs-decision',
    candidates: [{ id: client?.id }],
  });
  await system.call('ops', 'POST', `/v1/accounts/${second.id}/connect-client/resolve`, {
    decision: 'link',
    clientId: client?.id,
    reason: 'the same name',
  });
  expect(await sendAccount(system, second.id)).toMatchObject({ state: 'needs-decision', client: null });
});

it('takes no client of another account for its own, though both have had the same Accounts ID', async () => {
  const { id: first, accountsId } = await newAccount(system);
  await misbehave(system, { rules: [{ operation: 'create', billingReference: accountsId, drop: 'before' }] });
  await sendAccount(system, first, ['unknown']);
  await system.call('ops', 'PATCH', `/v1/accounts/${first}`, { accountsId: `${accountsId}-old` });
  const second = await newAccount(system, { accountsId, name: 'The next tenant' });
  await misbehave(system, {
    rules: [{ operation: 'create', billingReference: accountsId, drop: 'after-commit', times: 1 }],
  });
  const ends = await Promise.all([first, second.id].map((id) => sendAccount(system, id)));
  await misbehave(system, {});
  const clients = await clientsUnder(system, accountsId);
  for (const [at, id] of [first, second.id].entries()) {
    const end = ends[at];
    const { name } = (await system.call('ops', 'GET', `/v1/accounts/${id}`)).body;
    if (end?.state === 'linked') expect(end.client?.name).toBe(name);
    else expect(end?.state).toBe('needs-decision');
  }
  expect(new Set(clients.map(({ name }) => name)).size).toBe(clients.length);
});

it('takes no client for its own that was made for an account whose Accounts ID differs by case only', async () => {
  const [lower, upper] = await accountsFromBefore(system, [
    { accountsId: 'case-1', name: 'Lower', location: 'London Bridge' },
    { accountsId: 'CASE-1', name: 'Upper', location: 'London Bridge' },
  ]);
  await sendAccount(system, upper as string, ['linked']);
  const sent = await sendAccount(system, lower as string);
  if (sent.state === 'linked') expect(sent.client?.name).toBe('Lower');
  else expect(sent.state).toBe('needs-decision');
});

it('gives the account its code for the time that it had not been given by hand', async () => {
  const { id, accountsId } = await newAccount(system);
  const day = { code: accountsId, effectiveFrom: '2026-05-01', effectiveTo: '2026-05-02' };
  await system.call('ops', 'POST', `/v1/accounts/${id}/account-codes`, day);
  expect(await sendAccount(system, id, ['linked'])).toMatchObject({
    accountCode: accountsId,
    codeConflict: null,
  });
  const { items } = (await system.call('ops', 'GET', `/v1/accounts/${id}/account-codes`)).body;
  const ranges = items.map(({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo]).sort();
  expect(ranges).toEqual([
    ['2026-01-01', '2026-05-01'],
    ['2026-05-01', '2026-05-02'],
    ['2026-05-02', null],
  ]);
});
