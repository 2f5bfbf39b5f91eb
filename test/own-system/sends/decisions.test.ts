import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientByHand, clientsUnder, misbehave, received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
});
afterAll(() => system.stop());
beforeEach(() => misbehave(system, {}));

const resolve = (id: string, decision: Record<string, unknown>) =>
  system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/resolve`, {
    reason: 'I asked the site',
    ...decision,
  });

/** An Account under whose reference Connect has a client of another name. */
async function doubtful() {
  const account = await newAccount(system);
  const clientId = await clientByHand(system, { billingReference: account.accountsId });
  const { candidates } = await sendAccount(system, account.id, ['needs-decision']);
  expect(candidates).toMatchObject([{ id: clientId }]);
  return { ...account, clientId };
}

it('links the candidate that a person chose, and shows what differs', async () => {
  const { id, accountsId, clientId } = await doubtful();
  expect(await resolve(id, { decision: 'link', clientId })).toMatchObject({ status: 200 });
  expect(await sendState(system, id, ['linked'])).toMatchObject({
    adopted: true,
    client: { id: clientId },
    drift: [{ field: 'name', ours: `Tenant ${accountsId}`, theirs: 'Somebody' }],
    candidates: [],
  });
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});

it('creates one new client beside the one that a person says is somebody else', async () => {
  const { id, accountsId, clientId } = await doubtful();
  await misbehave(system, { rules: [{ operation: 'create', drop: 'after-commit', times: 1 }] });
  await resolve(id, { decision: 'create' });
  const { client, adopted } = await sendState(system, id, ['linked']);
  expect(adopted).toBe(true);
  expect(client?.id).not.toBe(clientId);
  expect(await clientsUnder(system, accountsId)).toHaveLength(2);
});

it('gives up when told so, and starts again when pressed again', async () => {
  const { id, clientId } = await doubtful();
  expect(await resolve(id, { decision: 'give-up' })).toMatchObject({
    status: 200,
    body: { state: 'given-up' },
  });
  expect((await system.call('ops', 'GET', `/v1/accounts/${id}`)).body.actions).toEqual(['sendToConnect']);
  expect(await sendAccount(system, id, ['needs-decision'])).toMatchObject({ candidates: [{ id: clientId }] });
});

it.each(['00000000-0000-4000-8000-000000000000', 'nonsense'])(
  'links no client that is no candidate (%s)',
  async (clientId) => {
    const account = await doubtful();
    expect(await resolve(account.id, { decision: 'link', clientId })).toMatchObject({
      status: 422,
      body: { type: '/problems/invalid-request' },
    });
    expect(await sendState(system, account.id, ['needs-decision'])).toMatchObject({
      candidates: [{ id: account.clientId }],
    });
  },
);

it("links no client of somebody else's, however well its id is known", async () => {
  const other = await clientByHand(system, { name: 'A stranger', billingReference: 'STRANGER' });
  const { id } = await doubtful();
  expect(await resolve(id, { decision: 'link', clientId: other })).toMatchObject({ status: 422 });
});

it('takes the first of two decisions made at once, and refuses the second', async () => {
  const { id, accountsId, clientId } = await doubtful();
  const both = await Promise.all([
    resolve(id, { decision: 'link', clientId }),
    resolve(id, { decision: 'create' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { client } = await sendState(system, id, ['linked']);
  const linked = both[0]?.status === 200;
  expect(client?.id === clientId).toBe(linked);
  expect(await clientsUnder(system, accountsId)).toHaveLength(linked ? 1 : 2);
});

it('keeps who decided, and why', async () => {
  const { id, clientId } = await doubtful();
  await resolve(id, { decision: 'link', clientId });
  const [kept] = await system.database.query(
    `SELECT p.name, d.kind, d.details FROM decision d JOIN person p ON p.id = d.person_id WHERE account_id = $1`,
    [id],
  );
  expect(kept).toEqual({ name: 'Omar', kind: 'link', details: { clientId, reason: 'I asked the site' } });
});

it('asks for the reason, and which client to link', async () => {
  const { id } = await doubtful();
  expect(await resolve(id, { decision: 'link' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/clientId' }] },
  });
  expect(await resolve(id, { decision: 'give-up', reason: ' ' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/reason' }] },
  });
});

it('refuses a decision that nobody waits for', async () => {
  const { id } = await newAccount(system);
  expect(await resolve(id, { decision: 'create' })).toMatchObject({
    status: 409,
    body: { type: '/problems/no-decision-needed' },
  });
});

it('asks again when the chosen client is gone', async () => {
  const { id, clientId } = await doubtful();
  await system.control('DELETE', `/clients/${clientId}`);
  expect(await resolve(id, { decision: 'link', clientId })).toMatchObject({ status: 200 });
  const look = () => system.call('ops', 'GET', `/v1/accounts/${id}/connect-client`);
  const { body } = await until(
    look,
    ({ body: { state, lastFault } }) => state === 'needs-decision' && lastFault !== null,
  );
  expect(body).toMatchObject({ client: null, lastFault: { kind: 'refused', status: 404 } });
  expect(body.candidates).toEqual([]);
});

it('asks again about the others when the chosen one of several is gone', async () => {
  const account = await newAccount(system);
  const fields = { billingReference: account.accountsId };
  const [gone, there] = [await clientByHand(system, fields), await clientByHand(system, fields)];
  await sendAccount(system, account.id, ['needs-decision']);
  await system.control('DELETE', `/clients/${gone}`);
  await resolve(account.id, { decision: 'link', clientId: gone });
  const look = () => system.call('ops', 'GET', `/v1/accounts/${account.id}/connect-client`);
  await until(look, ({ body: { state, lastFault } }) => state === 'needs-decision' && lastFault !== null);
  expect(await resolve(account.id, { decision: 'link', clientId: there })).toMatchObject({ status: 200 });
  expect((await sendState(system, account.id, ['linked'])).client?.id).toBe(there);
});

it("refuses to link another account's client, and says which field is at fault", async () => {
  const first = await newAccount(system);
  const { client } = await sendAccount(system, first.id, ['linked']);
  await system.call('ops', 'PATCH', `/v1/accounts/${first.id}`, { accountsId: `${first.accountsId}-was` });
  const second = await newAccount(system, { accountsId: first.accountsId });
  await sendAccount(system, second.id, ['needs-decision']);
  expect(await resolve(second.id, { decision: 'link', clientId: client?.id })).toMatchObject({
    status: 422,
    body: {
      errors: [{ pointer: '/clientId' }],
      detail: expect.stringContaining('another Account') as string,
    },
  });
});

describe('once a person has said that a client is somebody else', () => {
  /** The person says so; then nothing is known of our own create, until a person is asked again. */
  async function askedAgain() {
    const account = await doubtful();
    await misbehave(system, { rules: [{ operation: 'create', status: 503 }] });
    await resolve(account.id, { decision: 'create' });
    await sendState(system, account.id, ['unknown']);
    await system.database.query(
      `UPDATE connect_send SET unclear_since = now() - interval '73 hours' WHERE account_id = $1`,
      [account.id],
    );
    await sendState(system, account.id, ['needs-decision']);
    await misbehave(system, {});
    return account;
  }

  it('is not linked to it by a second "create"', async () => {
    const { id, clientId } = await askedAgain();
    await resolve(id, { decision: 'create' });
    expect((await sendState(system, id, ['linked'])).client?.id).not.toBe(clientId);
  });

  it('is not linked to it by giving up and pressing again', async () => {
    const { id, clientId } = await askedAgain();
    await resolve(id, { decision: 'give-up' });
    const sent = await sendAccount(system, id);
    expect(sent.client?.id).not.toBe(clientId);
  });
});
