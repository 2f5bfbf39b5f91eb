import { callFile, codedAccount } from '../../setup/calls';
import { complete, importFile, rowsOf, sheetOf, type ImportWithSheet } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const repeat = { allowRepeat: 'the same log twice' };

it('completes one of two sheets with the same calls, and holds them in the other', async () => {
  const { code } = await codedAccount(system);
  const content = callFile([
    { code, sell: '1' },
    { code: 'NOBODY', sell: '2' },
  ]);
  for (let round = 0; round < 3; round++) {
    const sheets = [
      await importFile(system, { content, fields: repeat }),
      await importFile(system, { content, fields: repeat }),
    ];
    const replies = await Promise.all(sheets.map(({ batchSheetId }) => complete(system, batchSheetId)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = replies.findIndex(({ status }) => status === 409);
    expect(replies[lost]?.problem.type).toBe('/problems/new-duplicates');
    const [loser, winner] = [sheets[lost], sheets[1 - lost]] as [ImportWithSheet, ImportWithSheet];
    const held = await rowsOf(system, loser.id, '&status=duplicate');
    expect(held.map((row) => row.rowNumber)).toEqual([1, 2]);
    expect(held[0]?.detail).toContain((await sheetOf(system, winner.batchSheetId)).number);
    for (const { id } of [loser, winner])
      await system.call('ops', 'POST', `/v1/charge-imports/${id}/cancel`, {});
  }
});

it('lets the same calls be completed at two Locations', async () => {
  const content = callFile([{ code: 'NOBODY', sell: '1' }]);
  const sheets = [
    await importFile(system, { content }),
    await importFile(system, { content, fields: { location: 'Leeds Dock' } }),
  ];
  const replies = await Promise.all(sheets.map(({ batchSheetId }) => complete(system, batchSheetId)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
});
