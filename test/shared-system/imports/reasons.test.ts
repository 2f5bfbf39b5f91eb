import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { newAccount } from '../../setup/accounts';
import { approve, complete, importFile, importState, rowsOf, sendBack, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import { type System, until } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const matchedSoon = (id: string, matched: number) =>
  until(
    () => importState(system, id, ['in-review']),
    ({ rows }) => rows.matched === matched,
    3_000,
  );

it('says why each row found no Account', async () => {
  const closed = await codedAccount(system, { tenancyTo: '2026-05-14' });
  const elsewhere = await codedAccount(system, { locationId: system.locations['Leeds Dock'] });
  const later = await newAccount(system);
  await giveCode(system, later.id, { code: 'LATER', effectiveFrom: '2026-05-16', effectiveTo: '2026-06-01' });
  const codes = ['', 'GHOST', elsewhere.code, 'LATER', closed.code];
  const content = callFile([
    ...codes.map((code) => ({ code, sell: '1' })),
    { code: closed.code, date: '14/05/2026', sell: '1' },
  ]);
  const found = await importFile(system, { content });
  // Another Location is named to those only who may see all of them.
  const { items } = (await system.call('admin', 'GET', `/v1/charge-imports/${found.id}/rows`)).body;
  expect(items.map((row) => [row.status, row.reason, row.detail])).toEqual([
    ['unmatched', 'no code', null],
    ['unmatched', 'unknown code', null],
    ['unmatched', 'code of another location', system.placeOf('Leeds Dock').name],
    ['unmatched', 'not effective then', '2026-05-16..2026-06-01'],
    ['unmatched', 'account closed', 'closed on 2026-05-14'],
    ['matched', null, null],
  ]);
  expect(found.unmatchedReasons).toEqual({
    'no code': 1,
    'unknown code': 1,
    'code of another location': 1,
    'not effective then': 1,
    'account closed': 1,
  });
});

it('says what an unknown code looks like, also where the Account that is meant has no such code', async () => {
  const { code } = await codedAccount(system);
  const { accountsId } = await newAccount(system, { accountsId: 'FIRM-1001' });
  const codes = [
    code.replaceAll('0', 'O'),
    ` ${code.replace('-', ' ')}`,
    'FIRM–1001',
    'firm-1001',
    'FIRM-1002',
  ];
  const { id } = await importFile(system, {
    content: callFile(codes.map((one) => ({ code: one, sell: '1' }))),
  });
  const told = [code, code, accountsId, accountsId].map((name) => ['unknown code', `looks like ${name}`]);
  const seen = async () => (await rowsOf(system, id)).map(({ reason, detail }) => [reason, detail]);
  expect(await seen()).toEqual([...told, ['unknown code', null]]);
  expect((await system.call('ops', 'POST', `/v1/charge-imports/${id}/rematch`)).status).toBe(202);
  expect(await seen()).toEqual([...told, ['unknown code', null]]);
});

it('matches a draft again when a code is added, good from its first day and not on its last', async () => {
  const { id: accountId } = await newAccount(system);
  const days = ['09', '10', '19', '20'].map((day) => `${day}/05/2026`);
  const content = callFile(days.map((date) => ({ code: 'HALF-OPEN', date, sell: '1' })));
  const found = await importFile(system, { content });
  expect(found.rows.matched).toBe(0);
  const code = { code: ' half-open ', effectiveFrom: '2026-05-10', effectiveTo: '2026-05-20' };
  const added = await giveCode(system, accountId, code);
  expect(added.status).toBe(201);
  await matchedSoon(found.id, 2);
  const rows = await rowsOf(system, found.id);
  expect(rows.map((row) => row.status)).toEqual(['unmatched', 'matched', 'matched', 'unmatched']);
  expect((await sheetOf(system, found.batchSheetId)).net).toBe('2.00');

  const place = `/v1/accounts/${accountId}/account-codes/${added.body.id}`;
  await system.call('ops', 'PATCH', place, { effectiveTo: '2026-05-11' });
  await matchedSoon(found.id, 1);
  expect((await sheetOf(system, found.batchSheetId)).net).toBe('1.00');

  const { id: next } = await newAccount(system);
  const overlapping = await giveCode(system, next, { code: 'HALF-OPEN', effectiveFrom: '2026-05-10' });
  expect(overlapping.status).toBe(409);
  expect((await giveCode(system, next, { code: 'HALF-OPEN', effectiveFrom: '2026-05-11' })).status).toBe(201);
  await matchedSoon(found.id, 3);
});

it.each([
  ['ends', { tenancyTo: '2026-05-01' }],
  ['begins later', { tenancyFrom: '2026-05-20' }],
])('matches a draft again when a tenancy %s, which is editing it', async (_how, tenancy) => {
  const { id: accountId, code } = await codedAccount(system);
  const found = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  await system.call('lead', 'PATCH', `/v1/accounts/${accountId}`, tenancy);
  await matchedSoon(found.id, 0);
  expect(found.rows.matched).toBe(1);
  await complete(system, found.batchSheetId);
  expect((await approve(system, found.batchSheetId, 'lead')).problem.type).toBe('/problems/own-work');
});

it('refuses approval by who added a code that matched the draft again', async () => {
  const { id: accountId } = await newAccount(system);
  const found = await importFile(system, { content: callFile([{ code: 'ADDED-1', sell: '1' }]) });
  await giveCode(system, accountId, { code: 'ADDED-1' }, 'lead');
  await matchedSoon(found.id, 1);
  await complete(system, found.batchSheetId);
  expect((await approve(system, found.batchSheetId, 'lead')).problem.type).toBe('/problems/own-work');
  expect((await approve(system, found.batchSheetId)).status).toBe(200);
});

it('leaves a completed sheet alone, says that new matches are available, and makes them once reopened', async () => {
  const { id: accountId } = await newAccount(system);
  const content = callFile([{ code: 'ADDED-2', sell: '1' }]);
  const found = await importFile(system, { content });
  await complete(system, found.batchSheetId);
  const before = await sheetOf(system, found.batchSheetId);
  await giveCode(system, accountId, { code: 'ADDED-2' }, 'lead');
  const after = await until(
    () => sheetOf(system, found.batchSheetId),
    ({ newMatches }) => newMatches,
    3_000,
  );
  expect(after).toMatchObject({ digest: before.digest, state: 'completed', rows: before.rows, net: '0.00' });

  await sendBack(system, found.batchSheetId, 'reopen', 'ops');
  const reopened = await sheetOf(system, found.batchSheetId);
  expect(reopened).toMatchObject({ state: 'draft', revision: 2, newMatches: false, net: '1.00' });
  await complete(system, found.batchSheetId);
  expect((await approve(system, found.batchSheetId, 'lead')).problem.type).toBe('/problems/own-work');
  expect((await approve(system, found.batchSheetId)).status).toBe(200);
});
