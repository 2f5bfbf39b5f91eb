import { callFile, codedAccount } from '../../setup/calls';
import { approve, complete, importFile, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System, Who } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

async function named(who: Who) {
  const { id, name } = (await system.call(who, 'GET', '/v1/me')).body;
  return { id, name };
}

it('names who uploaded, completed and approved a sheet, alone and in lists', async () => {
  const [lead, ops, approver] = [await named('lead'), await named('ops'), await named('approver')];
  expect(new Set([lead.name, ops.name, approver.name]).size).toBe(3);
  const { code } = await codedAccount(system);
  const content = callFile([{ code, sell: '1' }]);
  const made = await importFile(system, { content, who: 'lead' });
  expect(made).toMatchObject({ uploadedBy: lead.id, uploader: lead });
  expect(await sheetOf(system, made.batchSheetId)).toMatchObject({ uploader: lead, completer: null });

  expect((await complete(system, made.batchSheetId, 'ops')).body).toMatchObject({ completer: ops });
  expect((await approve(system, made.batchSheetId)).status).toBe(200);
  const people = {
    uploadedBy: lead.id,
    uploader: lead,
    completedBy: ops.id,
    completer: ops,
    approvals: [{ personId: approver.id, name: approver.name }],
  };
  expect(await sheetOf(system, made.batchSheetId)).toMatchObject(people);

  const { body: sheets } = await system.call('viewer', 'GET', '/v1/batch-sheets?limit=200');
  expect(sheets.items.find(({ id }: { id: string }) => id === made.batchSheetId)).toMatchObject(people);
  const { body: imports } = await system.call('viewer', 'GET', '/v1/charge-imports?limit=200');
  expect(imports.items.find(({ id }: { id: string }) => id === made.id)).toMatchObject({ uploader: lead });
});
