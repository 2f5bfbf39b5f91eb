import { sendSampleAccounts } from '../../setup/accounts';
import { approve, complete, importFile, importState, sample } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

it('sends accounts, imports their calls, and posts the charges after two people have looked', async () => {
  await sendSampleAccounts(system);
  const found = await importFile(system, { content: sample('call-logger-london-2026-05.csv') });
  expect(found.rows).toMatchObject({ file: 240, matched: 238, unmatched: 2 });
  expect(await complete(system, found.batchSheetId)).toMatchObject({
    status: 200,
    body: { state: 'completed' },
  });
  expect(await approve(system, found.batchSheetId)).toMatchObject({ status: 200 });
  await importState(system, found.id, ['posted']);
  const sheet = (await system.call('viewer', 'GET', `/v1/batch-sheets/${found.batchSheetId}`)).body;
  expect(Number(sheet.basis)).toBe(104.2846);
  expect((await system.control('GET', '/stats')).body.clients).toBe(12);
});
