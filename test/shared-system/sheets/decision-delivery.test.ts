import { callFile, codedAccount } from '../../setup/calls';
import { approve, complete, importFile, importState, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';
import { chargeImportId } from '../../../workflows/charge-import/contract';

let system: System;
let code = '';
beforeAll(async () => {
  system = await sharedSystem();
  code = (await codedAccount(system)).code;
});
afterAll(() => system.stop());

const draft = () => importFile(system, { content: callFile([{ code, sell: '1' }]) });
const audited = async (importId: string, action: string) =>
  (
    await system.database.query('SELECT FROM audit_event WHERE subject = $1 AND action = $2', [
      `import:${importId}`,
      action,
    ])
  ).length;

it('applies a decision once, however often and in whatever way the workflow is told', async () => {
  const { id, batchSheetId } = await draft();
  await complete(system, batchSheetId);
  const [decision] = await system.database.query<{ id: string }>(
    `SELECT id FROM decision WHERE import_id = $1 AND kind = 'complete'`,
    [id],
  );
  const handle = system.temporal.workflow.getHandle(chargeImportId(id));
  const told = { decisionId: decision?.id };
  await handle.signal('decide', told);
  const again = await handle.executeUpdate('decide', { args: [told] });
  expect(again).toMatchObject({ result: 'applied', state: 'completed' });
  expect(await audited(id, 'sheet.complete')).toBe(1);
  expect(await sheetOf(system, batchSheetId)).toMatchObject({ state: 'completed', revision: 1 });
});

it('takes a message without a decision for what it is', async () => {
  const { id, batchSheetId } = await draft();
  const handle = system.temporal.workflow.getHandle(chargeImportId(id));
  await handle.signal('decide', { decisionId: '00000000-0000-4000-8000-000000000000' });
  await handle.signal('decide', {});
  await expect(handle.executeUpdate('decide', { args: [{}] })).rejects.toThrow();
  expect((await complete(system, batchSheetId)).status).toBe(200);
});

it('applies no decision about another import', async () => {
  const mine = await draft();
  const other = await draft();
  await complete(system, other.batchSheetId);
  const [foreign] = await system.database.query<{ id: string }>(
    `SELECT id FROM decision WHERE import_id = $1`,
    [other.id],
  );
  const handle = system.temporal.workflow.getHandle(chargeImportId(mine.id));
  const told = await handle.executeUpdate('decide', { args: [{ decisionId: foreign?.id }] });
  expect(told).toMatchObject({ result: 'refused', problem: 'not-found' });
  expect((await handle.describe()).status.name).toBe('RUNNING');
  expect((await complete(system, mine.batchSheetId)).status).toBe(200);
});

it('posts although an older decision is told again beside the approval', async () => {
  const { id, batchSheetId } = await draft();
  await complete(system, batchSheetId);
  const [old] = await system.database.query<{ id: string }>(`SELECT id FROM decision WHERE import_id = $1`, [
    id,
  ]);
  const handle = system.temporal.workflow.getHandle(chargeImportId(id));
  const noise = Array.from({ length: 10 }, () => handle.signal('decide', { decisionId: old?.id }));
  await Promise.all([approve(system, batchSheetId), ...noise]);
  await importState(system, id, ['posted']);
  expect(await handle.result()).toMatchObject({ status: 'posted' });
  expect((await handle.describe()).searchAttributes).toMatchObject({ ImportStatus: ['posted'] });
});
