import { callFile, codedAccount } from '../../setup/calls';
import { actOnRows, approve, complete, importFile, sendBack, sheetOf } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const ownWork = { status: 403, body: { type: '/problems/own-work' } };

it('refuses a decision by whoever gave a code that somebody else then matched by an edit', async () => {
  const account = await codedAccount(system);
  const content = callFile([
    { code: account.code, sell: '1' },
    { code: 'GHOST', sell: '7.77' },
  ]);
  const uploading = importFile(system, { content });
  await system.startWorker();
  const { id, batchSheetId: sheetId } = await uploading;
  await system.stopWorker(); // so that the lead's own message comes late
  await system.call('lead', 'POST', `/v1/accounts/${account.id}/account-codes`, { code: 'GHOST' });
  await actOnRows(system, id, { action: 'assign', rows: [1], accountId: account.id }, 'ops');
  await system.startWorker();
  await until(
    () => sheetOf(system, sheetId),
    ({ rows }) => rows.matched === 2,
  );
  await complete(system, sheetId);
  expect((await sheetOf(system, sheetId, 'lead')).actions).not.toContain('approve');
  expect(await approve(system, sheetId, 'lead')).toMatchObject(ownWork);
  expect(await sendBack(system, sheetId, 'reject', 'lead')).toMatchObject(ownWork);
  expect((await sheetOf(system, sheetId)).state).toBe('completed');
  expect(await approve(system, sheetId, 'approver')).toMatchObject({ status: 200 });
});
