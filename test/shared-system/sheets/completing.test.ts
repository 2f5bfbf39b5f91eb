import { checkWords } from '../../../domain/sheets/check-words';
import { type Call, callFile, codedAccount } from '../../setup/calls';
import {
  actOnRows,
  approve,
  complete,
  importFile,
  importState,
  rowsOf,
  sendBack,
  sheetOf,
} from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let code = '';
beforeAll(async () => {
  system = await sharedSystem();
  code = (await codedAccount(system)).code;
});
afterAll(() => system.stop());

const draft = async (calls: Call[], fields = {}, footer?: { buy: string; sell: string }) =>
  importFile(system, { content: callFile(calls, footer), fields });
const completing = (id: string, acknowledge?: { rows: number; amount: string }) =>
  system.call('ops', 'POST', `/v1/batch-sheets/${id}/complete`, { acknowledge });
const explain = (id: string, mismatch: string) =>
  system.call('ops', 'POST', `/v1/batch-sheets/${id}/explain`, { mismatch, text: 'the provider knows' });
const claims = async (importId: string) =>
  (await system.database.query('SELECT FROM call_claim WHERE import_id = $1', [importId])).length;

it('wants what is left over acknowledged exactly as it is', async () => {
  const ghost = { code: 'GHOST', sell: '0.1005' };
  const bad = { code, sell: '0.02', date: '31/02/2026' };
  const { id, batchSheetId } = await draft([{ code, sell: '1' }, ghost, bad]);
  expect((await sheetOf(system, batchSheetId)).notBilled).toEqual({ rows: 2, amount: '0.1205' });
  const wrong = [
    undefined,
    { rows: 1, amount: '0.1205' },
    { rows: 2, amount: '0.12' },
    { rows: 0, amount: '0' },
  ];
  for (const acknowledge of wrong) {
    const refused = await completing(batchSheetId, acknowledge);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/leftovers-not-acknowledged' } });
  }
  expect(await claims(id)).toBe(0);
  expect(await completing(batchSheetId, { rows: 2, amount: '0.120500' })).toMatchObject({
    status: 200,
    body: { state: 'completed', acknowledged: { rows: 2 } },
  });
  // The line without a start cannot be told from other calls, so it claims none.
  expect(await claims(id)).toBe(2);
});

it('refuses an acknowledgement of leftovers that are no longer there', async () => {
  const { batchSheetId } = await draft([{ code, sell: '1' }]);
  expect((await completing(batchSheetId, { rows: 3, amount: '5' })).status).toBe(409);
  expect((await completing(batchSheetId)).status).toBe(200);
});

it('wants each figure that does not agree explained in writing', async () => {
  const control = { controlRows: '2', controlAmount: '1.01' };
  const footer = { buy: '0.5', sell: '1.10' };
  const { id, batchSheetId } = await draft([{ code, sell: '1.00', buy: '0.50' }], control, footer);
  const { checks } = await sheetOf(system, batchSheetId);
  expect(checks).toEqual([
    { check: 'footer', expected: '1.10', found: '1.00', ok: false },
    { check: 'footer buy', expected: '0.5', found: '0.50', ok: true },
    { check: 'control rows', expected: '2', found: '1', ok: false },
    { check: 'control amount', expected: '1.01', found: '1.00', ok: false },
  ]);
  for (const { check } of checks.filter((one) => !one.ok)) {
    const refused = await completing(batchSheetId);
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/mismatch-not-explained' } });
    expect(refused.problem.detail).toContain(`${checkWords[check]}: `);
    expect(await claims(id)).toBe(0);
    await explain(batchSheetId, check);
  }
  expect((await completing(batchSheetId)).status).toBe(200);
});

it('takes no explanation of a check that is not there, or that agrees', async () => {
  const { batchSheetId } = await draft([{ code, sell: '1.00' }], { controlRows: '2', controlAmount: '1' });
  const wayOut = 'Checks that failed: control rows.';
  for (const [mismatch, what] of [
    ['footer', 'The batch sheet has no check "footer".'],
    ['control amount', 'The check "control amount" agrees.'],
  ] as const)
    expect(await explain(batchSheetId, mismatch)).toMatchObject({
      status: 422,
      body: { detail: `${what} ${wayOut}`, errors: [{ pointer: '/mismatch', detail: wayOut }] },
    });
  expect((await sheetOf(system, batchSheetId)).explanations).toEqual({});
  expect((await explain(batchSheetId, 'control rows')).status).toBe(200);
});

it('refuses every edit of a completed sheet until it is reopened', async () => {
  const { id, batchSheetId } = await draft([{ code: 'GHOST', sell: '1' }]);
  await complete(system, batchSheetId);
  expect((await actOnRows(system, id, { action: 'ignore', rows: [1] })).status).toBe(409);
  expect((await explain(batchSheetId, 'footer')).status).toBe(409);
  expect((await complete(system, batchSheetId)).status).toBe(409);
  expect((await rowsOf(system, id))[0]).toMatchObject({ status: 'unmatched' });
  await sendBack(system, batchSheetId, 'reopen', 'ops');
  expect((await actOnRows(system, id, { action: 'ignore', rows: [1] })).status).toBe(200);
});

it.each([
  ['reject', 'approver'],
  ['reopen', 'lead'],
  ['withdraw', 'ops'],
] as const)('gives calls back and begins a new revision on %s', async (how, who) => {
  const { id, batchSheetId } = await draft([{ code, sell: '1' }]);
  await complete(system, batchSheetId);
  const before = await sheetOf(system, batchSheetId);
  expect(await claims(id)).toBe(1);
  const reply = await sendBack(system, batchSheetId, how, who);
  expect(reply).toMatchObject({
    status: 200,
    body: { state: 'draft', revision: 2, completed: false, digest: null, completedBy: null },
  });
  expect(await claims(id)).toBe(0);
  await complete(system, batchSheetId);
  const old = await system.call('approver', 'POST', `/v1/batch-sheets/${batchSheetId}/approve`, {
    digest: before.digest,
  });
  expect(old).toMatchObject({ status: 412, body: { type: '/problems/digest-differs' } });
  expect((await approve(system, batchSheetId)).status).toBe(200);
});

it('lets only who completed it withdraw, and no state be skipped', async () => {
  const { id, batchSheetId } = await draft([{ code, sell: '1' }]);
  expect(await approve(system, batchSheetId)).toMatchObject({
    status: 409,
    body: { type: '/problems/wrong-state' },
  });
  for (const how of ['reject', 'reopen', 'withdraw'] as const)
    expect((await sendBack(system, batchSheetId, how, 'lead')).status).toBe(409);
  await complete(system, batchSheetId);
  expect((await sendBack(system, batchSheetId, 'withdraw', 'lead')).status).toBe(403);
  await approve(system, batchSheetId);
  await importState(system, id, ['posted']);
  expect((await approve(system, batchSheetId, 'lead')).status).toBe(409);
  for (const how of ['reject', 'reopen', 'withdraw'] as const)
    expect((await sendBack(system, batchSheetId, how, 'lead')).status).toBe(409);
  expect((await system.call('ops', 'POST', `/v1/charge-imports/${id}/cancel`, {})).status).toBe(409);
});

it('cancels until it is approved, and gives the calls back', async () => {
  const content = callFile([{ code, sell: '1' }]);
  for (const completedFirst of [false, true]) {
    const { id, batchSheetId } = await importFile(system, { content });
    if (completedFirst) await complete(system, batchSheetId);
    const cancelled = await system.call('ops', 'POST', `/v1/charge-imports/${id}/cancel`, {
      reason: 'wrong month',
    });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await claims(id)).toBe(0);
    expect((await complete(system, batchSheetId)).status).toBe(409);
  }
});

it('refuses what was decided on an older look, by If-Match', async () => {
  const [one, other] = [await codedAccount(system), await codedAccount(system)];
  const { id, batchSheetId } = await draft([{ code: one.code, sell: '1' }]);
  const seen = await system.call('ops', 'GET', `/v1/batch-sheets/${batchSheetId}`);
  const etag = { 'if-match': seen.headers.get('etag') as string };
  // The totals stay the same: only who is charged changes.
  await actOnRows(system, id, { action: 'assign', rows: [1], accountId: other.id });
  const place = `/v1/batch-sheets/${batchSheetId}/complete`;
  const edits: [string, unknown][] = [
    [place, {}],
    [`/v1/batch-sheets/${batchSheetId}/explain`, { mismatch: 'footer', text: 'it is so' }],
    [`/v1/charge-imports/${id}/rows/actions`, { action: 'ignore', rows: [1], reason: 'looked at' }],
  ];
  for (const [where, body] of edits)
    expect(await system.call('ops', 'POST', where, body, etag)).toMatchObject({
      status: 412,
      body: { type: '/problems/version-differs' },
    });
  const fresh = await system.call('ops', 'GET', `/v1/batch-sheets/${batchSheetId}`);
  const now = { 'if-match': fresh.headers.get('etag') as string };
  expect((await system.call('ops', 'POST', place, {}, now)).status).toBe(200);
});
