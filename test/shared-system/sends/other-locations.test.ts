import { newAccount, sendState } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { clientByHand, clientsUnder } from '../../setup/connect';
import { importFile } from '../../setup/imports';
import { personAt } from '../../setup/persons';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let london: Awaited<ReturnType<typeof personAt>>;
let leeds: Awaited<ReturnType<typeof personAt>>;
beforeAll(async () => {
  system = await sharedSystem();
  london = await personAt(system, 'London Bridge', ['ops', 'viewer']);
  leeds = await personAt(system, 'Leeds Dock', ['ops']);
});
afterAll(() => system.stop());

const leedsSite = () => system.placeOf('Leeds Dock').siteId;

const secret = 'Secret Tenants Ltd';

/** A client of Leeds, and an Account of London that was sent under its reference. */
async function accountUnderForeignReference(reference: string) {
  const clientId = await clientByHand(system, {
    name: secret,
    siteId: leedsSite(),
    billingReference: reference,
  });
  const { id } = await newAccount(system, { accountsId: reference, sendToConnect: true });
  await sendState(system, id, ['needs-decision']);
  return { id, clientId };
}

it('shows the clients of a site only to those who may read at its location', async () => {
  const { id, clientId } = await accountUnderForeignReference('SHARED-1');
  const path = `/v1/accounts/${id}/connect-client`;
  const seen = await london('GET', path);
  expect(seen.body).toMatchObject({ candidates: [], hidden: { client: false, candidates: 1 } });
  expect(seen.text).not.toContain(secret);
  expect((await leeds('GET', path)).status).toBe(404);
  const everywhere = await system.call('viewer', 'GET', path);
  expect(everywhere.body.candidates).toMatchObject([{ id: clientId, name: secret }]);
});

it('lets nobody link a client of a location that is not theirs, nor tells that it is there', async () => {
  const { id, clientId } = await accountUnderForeignReference('SHARED-2');
  const link = (clientId: string) =>
    london('POST', `/v1/accounts/${id}/connect-client/resolve`, {
      decision: 'link',
      clientId,
      reason: 'it is ours',
    });
  const [hidden, unknown] = [await link(clientId), await link('no-such-client')];
  expect(hidden.status).toBe(422);
  expect({ ...hidden.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  expect((await sendState(system, id, ['needs-decision'])).client).toBeNull();
});

it('shows, edits and converts a linked client only with rights at its site', async () => {
  const { id, clientId } = await accountUnderForeignReference('SHARED-3');
  await system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/resolve`, {
    decision: 'link',
    clientId,
    reason: 'one tenant at two sites',
  });
  await sendState(system, id, ['linked']);
  const answers = [
    await london('GET', `/v1/accounts/${id}/connect-client`),
    await london('GET', `/v1/accounts/${id}`),
    await london('GET', '/v1/accounts?accountsId=SHARED-3'),
    await london('POST', `/v1/accounts/${id}/send-to-connect`),
  ];
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(leedsSite());
    expect(text).not.toContain(clientId);
  }
  expect(answers[0]?.body).toMatchObject({ state: 'linked', client: null, hidden: { client: true } });
  expect(answers[1]?.body).toMatchObject({ connectState: 'linked', connectClient: null, actions: [] });
  const renamed = await london('PATCH', `/v1/accounts/${id}/connect-client`, { name: 'Renamed' });
  expect(renamed).toMatchObject({ status: 403 });
  expect(renamed.text).not.toContain('Leeds');
  expect((await london('POST', `/v1/accounts/${id}/connect-client/convert`)).status).toBe(403);
  expect((await clientsUnder(system, 'SHARED-3')).map(({ name }) => name)).toEqual([secret]);
  const everywhere = await system.call('ops', 'PATCH', `/v1/accounts/${id}/connect-client`, { name: 'Ours' });
  expect(everywhere).toMatchObject({ status: 200, body: { client: { name: 'Ours' } } });
});

it('keeps one location a site, changed by admins of all locations only', async () => {
  const admin = await personAt(system, 'London Bridge', ['admin']);
  const path = `/v1/locations/${system.locations['London Bridge']}`;
  expect((await admin('PATCH', path, { connectSiteId: leedsSite() })).status).toBe(403);
  expect((await admin('PATCH', path, { connectSiteId: null })).status).toBe(403);
  expect((await admin('PATCH', path, { callLogger: true })).status).toBe(200);
  const taken = await system.call('admin', 'PATCH', path, { connectSiteId: leedsSite() });
  expect(taken).toMatchObject({ status: 409, body: { type: '/problems/site-taken' } });
  const made = await system.call('admin', 'POST', '/v1/locations', {
    name: 'Twin',
    timeZone: 'Europe/London',
    currency: 'GBP',
    connectSiteId: leedsSite(),
  });
  expect(made).toMatchObject({ status: 409, body: { type: '/problems/site-taken' } });
  const behind = system.database.query('UPDATE location SET connect_site_id = $2 WHERE id = $1', [
    system.locations['London Bridge'],
    leedsSite(),
  ]);
  await expect(behind).rejects.toMatchObject({ constraint: 'location_one_a_site' });
});

it('names no location to whom it is not to be seen, in reasons or warnings', async () => {
  const { id: accountId } = await newAccount(system, { locationId: system.locations['Leeds Dock'] });
  await system.call('admin', 'POST', `/v1/accounts/${accountId}/account-codes`, { code: 'LEEDS-1' });
  const found = await importFile(system, { content: callFile([{ code: 'LEEDS-1' }, { code: 'LEEDS-1' }]) });
  const everywhere = await system.call('admin', 'GET', `/v1/charge-imports/${found.id}`);
  const message = `2 of 2 rows carry codes of ${system.placeOf('Leeds Dock').name}`;
  expect(everywhere.body.warnings).toMatchObject([{ message }]);
  const answers = [
    await london('GET', `/v1/charge-imports/${found.id}`),
    await london('GET', `/v1/charge-imports/${found.id}/rows`),
    await london('GET', '/v1/charge-imports'),
    await london('GET', `/v1/batch-sheets/${found.batchSheetId}`),
    await london('GET', '/v1/batch-sheets'),
  ];
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).not.toContain('Leeds');
  }
  const told = [{ message: '2 of 2 rows carry codes of other locations' }];
  for (const at of [0, 3]) expect(answers[at]?.body.warnings).toMatchObject(told);
  expect(answers[1]?.body.items[0]).toMatchObject({ detail: 'another location' });
});
