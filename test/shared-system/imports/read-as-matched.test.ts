import { openDatabase } from '../../../prisma/client/database';
import { matchAgain } from '../../../prisma/repositories/imports/matching/matching';
import { type Call, callFile, giveCode } from '../../setup/calls';
import { newAccount } from '../../setup/accounts';
import { importFile } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const days = ['31/12/2025', '01/01/2026', '14/05/2026', '15/05/2026', '16/05/2026', '31/05/2026'];

/**
 * Codes that are good for a while, that go from one Account to another, of a tenancy that ended, of another Location;
 * and none.
 */
async function makeCodes(): Promise<string[]> {
  const [first, next, closed, leeds] = await Promise.all([
    newAccount(system),
    newAccount(system),
    newAccount(system, { tenancyTo: '2026-05-15' }),
    newAccount(system, { locationId: system.locations['Leeds Dock'] }),
  ]);
  await giveCode(system, first.id, { code: 'Open' });
  await giveCode(system, first.id, {
    code: 'HANDED-ON',
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-05-15',
  });
  await giveCode(system, next.id, { code: 'handed-on', effectiveFrom: '2026-05-15' });
  await giveCode(system, next.id, { code: 'Straße', effectiveTo: '2026-05-15' });
  await giveCode(system, closed.id, { code: 'CLOSED' });
  await giveCode(system, leeds.id, { code: 'LEEDS' });
  return ['OPEN', ' open ', 'Handed-On', 'STRASSE', 'straße', 'CLOSED', 'LEEDS', 'NOBODY', ''];
}

it('finds the Accounts that matching again finds, day by day and code by code', async () => {
  const codes = await makeCodes();
  const calls: Call[] = codes.flatMap((code) => days.map((date) => ({ code, date, sell: '0.1' })));
  const found = await importFile(system, { content: callFile(calls) });
  expect(found.rows).toMatchObject({ file: calls.length, invalid: 0, duplicate: 0 });
  expect(found.rows.matched).toBeGreaterThan(15);
  expect(Object.keys(found.unmatchedReasons).sort()).toEqual([
    'account closed',
    'code of another location',
    'no code',
    'not effective then',
    'tenancy not begun',
    'unknown code',
  ]);
  const database = openDatabase(system.databaseUrl);
  const changed = await database.transaction((tx) =>
    matchAgain(tx, { id: found.id, locationId: found.location.id }),
  );
  await database.close();
  expect(changed).toBe(0);
});
