import { callFile } from '../../setup/calls';
import { importFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const numberOf = async () => {
  const { batchSheetNumber } = await importFile(system, {
    content: callFile([{ code: 'NOBODY', sell: '1' }]),
  });
  return batchSheetNumber.replace(/^BS-\d{4}-/, '');
};

it('goes on numbering sheets beyond 9,999', async () => {
  expect(await numberOf()).toBe('0001');
  await system.database.query(`SELECT setval('batch_sheet_number', 9999)`);
  expect([await numberOf(), await numberOf()]).toEqual(['10000', '10001']);
});
