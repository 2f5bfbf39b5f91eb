import { newAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { complete, importFile, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => void (system = await sharedSystem()));
afterAll(() => system.stop());

const importOf = async (id: string) => (await system.call('ops', 'GET', `/v1/charge-imports/${id}`)).body;
const firstRow = async (id: string) =>
  (await system.call('ops', 'GET', `/v1/charge-imports/${id}/rows`)).body.items[0];
const blocked = (action: string, reason: RegExp) =>
  expect.arrayContaining([{ action, reason: expect.stringMatching(reason) as string }]) as unknown;

it('says what can be done with a sheet, its import and its rows as they go on, and why not the rest', async () => {
  const { id, batchSheetId } = await importFile(system, {
    content: callFile([{ code: 'NOBODY', sell: '1' }]),
    who: 'lead',
  });
  expect(await importOf(id)).toMatchObject({ actions: ['cancel', 'rematch', 'restart'], blocked: [] });
  expect(await firstRow(id)).toMatchObject({
    actions: ['assign', 'ignore'],
    blocked: blocked('release', /^The row is unmatched: only duplicate or ignored rows/),
  });
  expect(await sheetOf(system, batchSheetId, 'lead')).toMatchObject({
    actions: ['complete', 'cancel-import'],
    blocked: blocked('approve', /^The batch sheet is draft: to approve it, it must be completed\.$/),
  });

  expect(await complete(system, batchSheetId)).toMatchObject({ status: 200 });
  expect(await firstRow(id)).toMatchObject({
    actions: [],
    blocked: blocked('assign', /import is completed/),
  });
  const asLead = await sheetOf(system, batchSheetId, 'lead');
  expect(asLead).toMatchObject({
    actions: ['reopen', 'cancel-import'],
    blocked: blocked('approve', /Somebody else must decide/),
  });
  expect(asLead.blocked).toEqual(blocked('withdraw', /^Only the person who completed the sheet/));
  expect(await sheetOf(system, batchSheetId, 'approver')).toMatchObject({ actions: ['approve', 'reject'] });
  expect(await sheetOf(system, batchSheetId, 'viewer')).toMatchObject({
    actions: [],
    blocked: [{ action: 'export', reason: expect.stringContaining('only a posted one') as string }],
  });
});

it('says what can be done with an account, and why not the rest', async () => {
  const { id } = await newAccount(system);
  const as = async (who: 'ops' | 'viewer') => (await system.call(who, 'GET', `/v1/accounts/${id}`)).body;
  expect(await as('ops')).toMatchObject({
    actions: ['sendToConnect'],
    blocked: blocked('editConnectClient', /send it to Connect first/),
  });
  expect((await as('viewer')).blocked.map(({ action }: { action: string }) => action)).toEqual([
    'viewConnectClient',
  ]);
});
