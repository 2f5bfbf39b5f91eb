import { newAccount, sendAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { actOnRows, approve, complete, importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';
import type { Untyped } from '../../setup/untyped';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const secrets = {
  tenant: 'Wilhelmina Quist',
  telephone: '+44 20 7946 0123',
  reason: 'she rang from 020 7946 0999',
  code: '02079460555',
};

/** Events about a subject, the oldest first, as an admin sees them. */
const eventsOf = async (subject: string): Promise<Untyped[]> =>
  (
    await system.call('admin', 'GET', `/v1/audit-events?subject=${encodeURIComponent(subject)}`)
  ).body.items.reverse();

const fromRequest = {
  address: '127.0.0.1',
  requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  credential: expect.stringMatching(/^key:[0-9a-f-]{36}$/),
  locationId: expect.any(String),
  outcome: 'done',
  reason: null,
};
const by = (name: string) => ({ person: { id: expect.any(String), name } });
const byRequest = (name: string) => ({ ...by(name), ...fromRequest, workflowId: null });

it('says of an Account who added and edited it, from where, and what was changed', async () => {
  const { id } = await newAccount(system, { name: secrets.tenant, contacts: [{ tel: secrets.telephone }] });
  const at = `/v1/accounts/${id}`;
  const edit = { name: `${secrets.tenant} Ltd`, tenancyTo: '2026-12-31', contacts: [] };
  const edited = await system.call('ops', 'PATCH', at, edit);
  const code = await system.call('ops', 'POST', `/v1/accounts/${id}/account-codes`, { code: secrets.code });
  await system.call('ops', 'PATCH', `/v1/accounts/${id}/account-codes/${code.body.id}`, {
    effectiveTo: '2026-10-01',
  });
  const [added, changed, coded, ended, ...more] = await eventsOf(`account:${id}`);
  expect(added).toMatchObject({ action: 'account.created', ...byRequest('Omar'), before: null });
  expect(added.after).toMatchObject({ type: 'Residential', tenancyFrom: '2026-01-01' });
  expect(changed).toMatchObject({
    action: 'account.edited',
    ...byRequest('Omar'),
    requestId: edited.headers.get('x-request-id'),
    detail: { fields: ['name', 'tenancyTo', 'contacts'] },
    before: { tenancyTo: null },
    after: { tenancyTo: '2026-12-31' },
  });
  expect(coded).toMatchObject({
    action: 'account-code.added',
    ...byRequest('Omar'),
    detail: { codeId: code.body.id },
    after: { effectiveFrom: null, effectiveTo: null },
  });
  expect(ended).toMatchObject({
    action: 'account-code.ended',
    ...byRequest('Omar'),
    before: { effectiveTo: null },
    after: { effectiveTo: '2026-10-01' },
  });
  expect(more).toEqual([]);
});

it('says of what charges rest on what it was before and after', async () => {
  const place = { name: 'Quayside', timeZone: 'Europe/London', currency: 'GBP' };
  const { id } = (await system.call('admin', 'POST', '/v1/locations', place)).body;
  await system.call('admin', 'PATCH', `/v1/locations/${id}`, { callLogger: true, explainPeriod: false });
  expect(await eventsOf(`location:${id}`)).toMatchObject([
    { action: 'location.added', ...byRequest('Ada'), before: null, after: { ...place, callLogger: false } },
    {
      action: 'location.edited',
      ...byRequest('Ada'),
      locationId: id,
      before: { callLogger: false },
      after: { callLogger: true },
    },
  ]);
  const group = (await system.call('admin', 'POST', '/v1/product-groups', { name: 'Post' })).body.id;
  const product = { productGroupId: group, name: 'Parcels', taxPercent: '20' };
  const made = (await system.call('admin', 'POST', '/v1/products', product)).body.id;
  expect(await eventsOf(`product:${made}`)).toMatchObject([
    { action: 'product.added', ...byRequest('Ada'), locationId: null, after: product },
  ]);
});

it('says of a send who pressed, and which workflow did what for them', async () => {
  const { id } = await newAccount(system);
  await sendAccount(system, id, ['linked']);
  const [, requested, coded, created] = await eventsOf(`account:${id}`);
  expect(requested).toMatchObject({
    action: 'send.requested',
    ...byRequest('Omar'),
    before: { state: 'not-sent' },
    after: { state: 'requested' },
  });
  const byWorkflow = { ...by('Omar'), workflowId: `send-to-connect:${id}`, address: null };
  expect(coded).toMatchObject({ action: 'account-code.added', ...byWorkflow });
  expect(created).toMatchObject({
    action: 'send.created',
    ...byWorkflow,
    before: { state: 'settling' },
    after: { state: 'linked' },
  });
});

it('says of an import who decided what, from where, through which workflow, and what was refused', async () => {
  const { id: accountId } = await newAccount(system);
  const { id, batchSheetId } = await importFile(system, {
    content: callFile([
      { code: secrets.code, sell: '1' },
      { code: 'NOBODY', sell: '2' },
    ]),
  });
  await actOnRows(system, id, { action: 'assign', rows: [1], accountId, reason: secrets.reason });
  await system.call('ops', 'POST', `/v1/charge-imports/${id}/rematch`);
  expect((await complete(system, batchSheetId, 'lead')).status).toBe(200);
  const refused = await approve(system, batchSheetId, 'lead');
  expect(refused).toMatchObject({ status: 403, problem: { type: '/problems/own-work' } });
  await system.call('approver', 'POST', `/v1/batch-sheets/${batchSheetId}/reject`, {
    reason: secrets.reason,
  });
  expect((await complete(system, batchSheetId)).status).toBe(200);
  const approved = await approve(system, batchSheetId);
  await importState(system, id, ['posted']);
  const decided = (name: string) => ({ ...by(name), ...fromRequest, workflowId: `charge-import:${id}` });
  expect(await eventsOf(`import:${id}`)).toMatchObject([
    { action: 'import.received', ...byRequest('Omar'), after: { status: 'received' } },
    { action: 'rows.assign', ...byRequest('Omar'), detail: { rows: 1, accountId } },
    { action: 'import.rematched', ...byRequest('Omar') },
    {
      action: 'sheet.complete',
      ...decided('Lea'),
      before: { status: 'in-review', state: 'draft', revision: 1 },
      after: { status: 'completed', state: 'completed', revision: 1 },
    },
    {
      action: 'sheet.approve',
      ...decided('Lea'),
      outcome: 'refused',
      reason: '/problems/own-work',
      requestId: refused.headers.get('x-request-id'),
    },
    { action: 'sheet.reject', ...decided('Ana'), after: { state: 'draft', revision: 2 } },
    { action: 'sheet.complete', ...decided('Omar') },
    {
      action: 'sheet.approve',
      ...decided('Ana'),
      requestId: approved.headers.get('x-request-id'),
      before: { state: 'completed' },
      after: { state: 'approved' },
    },
  ]);
  const workflow = { person: null, workflowId: `charge-import:${id}`, outcome: 'done' };
  expect(await eventsOf(`sheet:${batchSheetId}`)).toMatchObject([
    { action: 'sheet.opened', ...workflow, after: { state: 'draft' } },
    { action: 'sheet.posted', ...workflow, before: { state: 'posting' }, after: { state: 'posted' } },
  ]);
});

it('contains no names of tenants, no telephone numbers, nothing in people’s own words, and no keys', async () => {
  const [{ all } = { all: '' }] = await system.database.query<{ all: string }>(
    `SELECT string_agg(concat_ws(' ', action, subject, detail, before, after, credential, reason), ' ') AS all
     FROM audit_event`,
  );
  expect(all.length).toBeGreaterThan(1_000);
  for (const secret of [...Object.values(secrets), ...Object.values(system.keys)])
    expect(all).not.toContain(secret);
});

it('seals every event soon, and says its number', async () => {
  const look = () => system.call('admin', 'GET', '/v1/audit-events?limit=200');
  const { body } = await until(look, ({ body }) => body.items.every(({ seal }) => seal !== null));
  expect(body.items.length).toBeGreaterThan(20);
});
