import { callFile, codedAccount } from '../../setup/calls';
import { approve, complete, importFile, importState, rowsOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const chargesOf = async (place: string) => (await system.call('viewer', 'GET', place)).body.items;

it('leads from each charge to its sheet, its import and the line of the file, before and after posting', async () => {
  const { id: accountId, code } = await codedAccount(system);
  const content = callFile([
    { code: 'GHOST', sell: '4' },
    { code, sell: '1' },
  ]);
  const { id, batchSheetId, batchSheetNumber } = await importFile(system, { content });
  const [row] = await rowsOf(system, id, '&status=matched');
  const trace = {
    batchSheetId,
    batchSheetNumber,
    importId: id,
    rowNumber: 2,
    line: row?.line,
    currency: 'GBP',
  };
  expect(row).toMatchObject({ rowNumber: 2, line: 3 });
  const ofSheet = `/v1/batch-sheets/${batchSheetId}/charges`;
  expect(await chargesOf(ofSheet)).toMatchObject([trace]);

  await complete(system, batchSheetId);
  await approve(system, batchSheetId);
  await importState(system, id, ['posted']);
  expect(await chargesOf(ofSheet)).toMatchObject([trace]);
  expect(await chargesOf(`/v1/charges?accountId=${accountId}`)).toMatchObject([trace]);
});
