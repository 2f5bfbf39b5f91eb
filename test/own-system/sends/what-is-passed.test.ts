import { newAccount, sendAccount } from '../../setup/accounts';
import { clientsUnder, misbehave, received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(() => misbehave(system, {}));

it.each([
  ['Virtual', 'Virtual'],
  ['Residential', 'Residential'],
  ['Coworking', 'Residential'],
])('passes an account of the type %s as %s, and nothing of its contacts', async (type, clientType) => {
  const contacts = [{ name: 'Zoë Quill', email: 'zoe@quill.example' }];
  const { id, accountsId } = await newAccount(system, { type, contacts });
  const { client } = await sendAccount(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toMatchObject([
    { name: `Tenant ${accountsId}`, type: clientType, siteId: 'site-london-bridge' },
  ]);
  expect(JSON.stringify(client)).not.toMatch(/Zoë|zoe@/);
});

it('starts at the moment of the press, for a year, even when the create succeeds later', async () => {
  await misbehave(system, { rules: [{ operation: 'create', status: 503, times: 2 }] });
  const { id, accountsId } = await newAccount(system);
  const before = Date.now();
  await system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`);
  const after = Date.now();
  await sendAccount(system, id, ['linked']);
  const [client] = await clientsUnder(system, accountsId);
  const start = client?.startDate.getTime() ?? 0;
  expect(start).toBeGreaterThanOrEqual(before - 5);
  expect(start).toBeLessThanOrEqual(after + 5);
  expect(Date.now() - start).toBeGreaterThan(1_000);
  expect(client?.endDate.getUTCFullYear()).toBe(new Date(start).getUTCFullYear() + 1);
  expect(await received(system, 'create', accountsId)).toHaveLength(3);
});

it('brings back the client, its account code from the start of the tenancy, and what may be done now', async () => {
  const { id, accountsId } = await newAccount(system, { tenancyFrom: '2026-03-01' });
  expect((await system.call('ops', 'GET', `/v1/accounts/${id}`)).body.actions).toEqual(['sendToConnect']);
  await sendAccount(system, id, ['linked']);
  const { body } = await system.call('ops', 'GET', `/v1/accounts/${id}`);
  expect(body).toMatchObject({
    connectState: 'linked',
    connectClient: { billingReference: accountsId },
    accountCodes: [{ code: accountsId, effectiveFrom: '2026-03-01', effectiveTo: null }],
    actions: ['viewConnectClient', 'editConnectClient', 'convertConnectClient'],
  });
  expect((await system.call('viewer', 'GET', `/v1/accounts/${id}`)).body.actions).toEqual([
    'viewConnectClient',
  ]);
});

it('gives an open code to an account without the start of a tenancy', async () => {
  const { id } = await newAccount(system, { tenancyFrom: null });
  await sendAccount(system, id, ['linked']);
  const { body } = await system.call('ops', 'GET', `/v1/accounts/${id}/account-codes`);
  expect(body.items).toMatchObject([{ effectiveFrom: null, effectiveTo: null }]);
});

it('is sent all the same where somebody else has the code, and says who', async () => {
  const holder = await newAccount(system);
  const { id, accountsId } = await newAccount(system);
  const code = { code: accountsId.toLowerCase() };
  const given = await system.call('ops', 'POST', `/v1/accounts/${holder.id}/account-codes`, code);
  expect(given.status).toBe(201);
  expect(await sendAccount(system, id)).toMatchObject({
    state: 'linked',
    accountCode: null,
    codeConflict: { accountId: holder.id, accountsId: holder.accountsId },
  });
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it('keeps a code that the account has already', async () => {
  const { id, accountsId } = await newAccount(system);
  await system.call('ops', 'POST', `/v1/accounts/${id}/account-codes`, { code: accountsId });
  expect(await sendAccount(system, id)).toMatchObject({
    state: 'linked',
    accountCode: accountsId,
    codeConflict: null,
  });
});

it('refuses to send from a location without a site, in the request itself', async () => {
  const location = await system.database.prisma.location.create({
    data: { name: 'Nowhere', timeZone: 'Europe/London', currency: 'GBP', callLogger: false },
  });
  const { id } = await newAccount(system, { locationId: location.id });
  expect(await system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`)).toMatchObject({
    status: 422,
    body: { type: '/problems/location-without-site' },
  });
  expect((await system.call('ops', 'GET', `/v1/accounts/${id}/connect-client`)).body.state).toBe('not-sent');
});

it('edits and converts the client in Connect, and shows it', async () => {
  const { id, accountsId } = await newAccount(system);
  const path = `/v1/accounts/${id}/connect-client`;
  expect(await system.call('ops', 'PATCH', path, { name: 'Too early' })).toMatchObject({
    status: 409,
    body: { type: '/problems/not-linked' },
  });
  await sendAccount(system, id, ['linked']);
  expect(await system.call('ops', 'PATCH', path, { name: 'New & Better' })).toMatchObject({
    status: 200,
    body: { client: { name: 'New & Better' } },
  });
  expect((await system.call('ops', 'GET', path)).body.drift).toEqual([
    { field: 'name', ours: expect.any(String) as string, theirs: 'New & Better' },
  ]);
  const convert = () => system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/convert`);
  expect((await convert()).body.client?.status).toBe('Active');
  expect((await convert()).body.client?.status).toBe('Active');
  expect((await system.call('viewer', 'GET', path)).body.client).toMatchObject({
    name: 'New & Better',
    status: 'Active',
  });
  expect(await clientsUnder(system, accountsId)).toMatchObject([{ name: 'New & Better' }]);
});

it("answers an edit that Connect refuses with Connect's words, and keeps the client as it was", async () => {
  const { id } = await newAccount(system);
  const { client } = await sendAccount(system, id, ['linked']);
  const path = `/v1/accounts/${id}/connect-client`;
  const body = { code: 'taken', message: 'Somebody has that name', field: 'name' };
  await misbehave(system, { rules: [{ operation: 'edit', status: 422, body, times: 1 }] });
  expect(await system.call('ops', 'PATCH', path, { name: 'Taken' })).toMatchObject({
    status: 422,
    body: { detail: 'Connect: Somebody has that name', errors: [{ pointer: '/name' }] },
  });
  expect((await system.call('ops', 'GET', path)).body.client).toEqual(client);
});
