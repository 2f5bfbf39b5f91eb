import { callFile, codedAccount } from '../../setup/calls';
import { complete, importFile, postFile } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let codes: { id: string; code: string }[];
let draft: { id: string; batchSheetId: string };
beforeAll(async () => {
  system = await sharedSystem();
  codes = [await codedAccount(system), await codedAccount(system, { name: 'Larger Ltd' })];
  await post('2026-03-31', ['1', '2']);
  await post('2026-05-01', ['3', '4']);
  await post('2026-05-31', ['0.5', '0']);
  draft = await importFile(system, fileOf('2026-06-30', ['7', '9']));
});
afterAll(() => system.stop());

const fileOf = (batchDate: string, sells: string[]) => ({
  content: callFile(sells.map((sell, at) => ({ code: codes[at]?.code, sell, time: `1${at}:00:00` }))),
  fields: { batchDate, referenceDate: batchDate },
});
const post = (batchDate: string, sells: string[]) => postFile(system, fileOf(batchDate, sells));

const charged = (months: { month: string; net: string }[]) =>
  months.filter(({ net }) => Number(net) !== 0).map(({ month, net }) => [month, Number(net)]);

it('says what an Account was charged month by month, and what is usual', async () => {
  const { body } = await system.call('viewer', 'GET', `/v1/accounts/${codes[0]?.id}/months?until=2026-06`);
  expect(body.months).toHaveLength(13);
  expect([body.months[0]?.month, body.months[12]?.month]).toEqual(['2025-06', '2026-06']);
  expect(charged(body.months)).toEqual([
    ['2026-03', 1],
    ['2026-05', 3.5],
  ]);
  expect([body.currency, body.median]).toEqual(['GBP', '2.25']);
});

it('adds up all Accounts of a Location, and none of another', async () => {
  const at = (place: string) =>
    system.call('viewer', 'GET', `/v1/locations/${system.locations[place]}/months?until=2026-05`);
  const { body: here } = await at('London Bridge');
  expect(charged(here.months)).toEqual([
    ['2026-03', 3],
    ['2026-05', 7.5],
  ]);
  // Of the months before the last one.
  expect(Number(here.median)).toBe(3);
  const { body: there } = await at('Leeds Dock');
  expect([charged(there.months), there.median]).toEqual([[], null]);
});

it('ends with the current month where none is asked for, and refuses what is no month', async () => {
  const path = `/v1/accounts/${codes[0]?.id}/months` as const;
  const { body } = await system.call('viewer', 'GET', path);
  expect(body.months.at(-1)?.month).toBe(new Date().toISOString().slice(0, 7));
  const { status } = await system.call('viewer', 'GET', `${path}?until=2026-13`);
  expect(status).toBe(422);
});

it('lists the Accounts of a sheet, who owes the most first, beside what they owed before', async () => {
  const path = `/v1/batch-sheets/${draft.batchSheetId}/accounts` as const;
  const { body } = await system.call('viewer', 'GET', path);
  const shown = body.items.map((one) => [one.name, one.net, Number(one.lastMonth), Number(one.median)]);
  expect(shown).toEqual([
    ['Larger Ltd', '9.000000', 4, 3],
    [expect.any(String), '7.000000', 3.5, 2.25],
  ]);
  expect(body.items[0]?.months).toHaveLength(12);
  const { body: first } = await system.call('viewer', 'GET', `${path}?limit=1`);
  const { body: second } = await system.call('viewer', 'GET', `${path}?limit=1&cursor=${first.next}`);
  expect([...first.items, ...second.items]).toEqual(body.items);
  expect(second.next).toBeNull();
});

it('counts a sheet among the work of who may do it, until it is done', async () => {
  const counts = async (who: 'ops' | 'approver' | 'viewer') =>
    (await system.call(who, 'GET', '/v1/work/counts')).body;
  expect((await counts('ops')).kinds).toMatchObject({ 'complete-sheet': 1, 'approve-sheet': 0 });
  expect(await counts('viewer')).toMatchObject({ total: 0 });
  expect((await complete(system, draft.batchSheetId)).status).toBe(200);
  expect((await counts('ops')).kinds).toMatchObject({ 'complete-sheet': 0, 'approve-sheet': 0 });
  expect((await counts('approver')).kinds).toMatchObject({ 'approve-sheet': 1 });
  const { body } = await system.call('approver', 'GET', '/v1/work?limit=200');
  expect((await counts('approver')).total).toBe(body.items.length);
});
