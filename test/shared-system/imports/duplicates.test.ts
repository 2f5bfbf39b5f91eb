import Big from 'big.js';
import { codeSampleAccounts } from '../../setup/accounts';
import { callFile, callLine, codedAccount } from '../../setup/calls';
import {
  actOnRows,
  approve,
  chargesOf,
  complete,
  importFile,
  importState,
  rowsOf,
  sample,
  sendBack,
  sheetOf,
} from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import { type System, until } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
  await codeSampleAccounts(system);
});
afterAll(() => system.stop());

const completed = async (sheetId: string) =>
  expect(await complete(system, sheetId)).toMatchObject({ status: 200 });

it('holds the forty calls that an earlier sheet has, until a person discards or releases them', async () => {
  const may = await importFile(system, { content: sample('call-logger-london-2026-05.csv') });
  await completed(may.batchSheetId);
  const june = await importFile(system, { content: sample('call-logger-london-2026-06-overlapping.csv') });
  expect(june.rows).toMatchObject({ file: 160, duplicate: 40, matched: 116, unmatched: 4 });
  expect(june.amount.sell).toMatchObject({
    file: '66.2230',
    duplicate: '13.2973',
    matched: '48.0790',
    unmatched: '4.8467',
  });
  expect(june.amount.buy).toMatchObject({ duplicate: '9.8500', matched: '35.6141', unmatched: '3.5901' });
  const held = await rowsOf(system, june.id, '&status=duplicate');
  expect(held[0]).toMatchObject({
    reason: 'already imported',
    detail: expect.stringMatching(/^BS-\d{4}-\d{4,} row \d+$/) as string,
  });

  const refused = await complete(system, june.batchSheetId);
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/duplicates-not-settled' } });

  const released = held.slice(0, 3).map((row) => row.rowNumber);
  await actOnRows(system, june.id, { action: 'release', rows: released });
  expect(await complete(system, june.batchSheetId)).toMatchObject({ status: 409 });
  await actOnRows(system, june.id, { action: 'discard', filter: { status: 'duplicate' } });
  await completed(june.batchSheetId);
  expect(await approve(system, june.batchSheetId)).toMatchObject({ status: 200 });
  await importState(system, june.id, ['posted']);

  const charges = await chargesOf(system, june.batchSheetId);
  expect(charges).toHaveLength(119);
  const ofReleased = held.slice(0, 3).reduce((sum: Big, row) => sum.plus(row.sell ?? '0'), new Big(0));
  const charged = charges.reduce((sum: Big, { net }) => sum.plus(net), new Big(0));
  expect(charged.toFixed()).toBe(new Big('48.0790').plus(ofReleased).toFixed());
  const again = (await rowsOf(system, june.id)).filter((row) => released.includes(row.rowNumber));
  expect(again.map((row) => [row.status, row.ordinal])).toEqual(Array(3).fill(['matched', 2]));
});

it('takes a call that was rated again for the same call', async () => {
  const { code } = await codedAccount(system);
  const call = { code, number: '02079461234' };
  const first = await importFile(system, { content: callFile([{ ...call, sell: '1.00' }]) });
  await completed(first.batchSheetId);
  const rated = await importFile(system, {
    content: callFile([{ ...call, code: `${code} `.toLowerCase(), sell: '2.00' }]),
  });
  expect(rated.rows).toMatchObject({ file: 1, duplicate: 1 });
});

it('keeps both of two true twins, and holds only as many as were imported before', async () => {
  const { code } = await codedAccount(system);
  const twin = { code, number: '02079465678', sell: '0.5' };
  const once = await importFile(system, { content: callFile([twin]) });
  await completed(once.batchSheetId);
  const twice = await importFile(system, { content: callFile([twin, twin]) });
  expect((await rowsOf(system, twice.id)).map((row) => [row.status, row.ordinal])).toEqual([
    ['duplicate', 1],
    ['matched', 2],
  ]);
});

it('lets two sheets release the same call one after the other, each as a call of its own', async () => {
  const { code } = await codedAccount(system);
  const line = callLine({ code, sell: '0.25' });
  const content = callFile([]) + line;
  const first = await importFile(system, { content });
  await completed(first.batchSheetId);
  const repeat = { allowRepeat: 'made twice on purpose' };
  const second = await importFile(system, { content, fields: repeat });
  const third = await importFile(system, { content, fields: repeat });
  for (const { id } of [second, third]) await actOnRows(system, id, { action: 'release', rows: [1] });
  await completed(second.batchSheetId);
  const refused = await complete(system, third.batchSheetId);
  expect(refused.problem.type).toBe('/problems/new-duplicates');
  expect(await actOnRows(system, third.id, { action: 'release', rows: [1] })).toMatchObject({ status: 200 });
  expect((await rowsOf(system, third.id))[0]).toMatchObject({ status: 'matched', ordinal: 3 });
  await completed(third.batchSheetId);
});

it('gives held calls to the draft once the sheet that had them is a draft again', async () => {
  const { code } = await codedAccount(system);
  const content = callFile([{ code, sell: '0.75' }]);
  const first = await importFile(system, { content });
  await completed(first.batchSheetId);
  const second = await importFile(system, { content, fields: { allowRepeat: 'again' } });
  expect(second.rows.duplicate).toBe(1);
  await actOnRows(system, second.id, { action: 'discard', rows: [1] });
  expect(await sendBack(system, first.batchSheetId, 'reopen', 'ops')).toMatchObject({ status: 200 });
  const seen = await until(
    () => importState(system, second.id, ['in-review']),
    ({ rows }) => rows.duplicate === 0,
    3_000,
  );
  expect(seen.rows.matched).toBe(1);
});

it('holds what a person had assigned, too, and lets what bills nothing pass', async () => {
  const { id: accountId, code } = await codedAccount(system);
  const calls = [
    { code: 'NOBODY-1', sell: '0.10' },
    { code, sell: 'lots' },
    { code, sell: '0.30' },
  ].map((call) => callLine(call));
  const content = [callFile([]).trim(), ...calls].join('\n');
  const first = await importFile(system, { content });
  const second = await importFile(system, { content, fields: { allowRepeat: 'again' } });
  for (const { id } of [first, second]) {
    await actOnRows(system, id, { action: 'assign', rows: [1], accountId });
    await actOnRows(system, id, { action: 'ignore', rows: [3] });
  }
  await completed(first.batchSheetId);
  expect((await complete(system, second.batchSheetId)).problem.type).toBe('/problems/new-duplicates');
  expect((await rowsOf(system, second.id)).map((row) => row.status)).toEqual([
    'duplicate',
    'invalid',
    'ignored',
  ]);
  await actOnRows(system, second.id, { action: 'discard', rows: [1] });
  await completed(second.batchSheetId);
  expect((await sheetOf(system, second.batchSheetId)).net).toBe('0.00');
});

/** The sheet's rows, as what they are. */
const statuses = async (id: string) => (await rowsOf(system, id)).map(({ status }) => status);
const again = { allowRepeat: 'the log was made again' };

it('holds a call that is billed once, also when the sheet that had it first has given it back', async () => {
  const { code } = await codedAccount(system);
  const content = callFile([{ code, sell: '7.77' }]);
  const first = await importFile(system, { content });
  await completed(first.batchSheetId);
  const second = await importFile(system, { content, fields: again });
  await actOnRows(system, second.id, { action: 'release', rows: [1] });
  await system.call('ops', 'POST', `/v1/charge-imports/${first.id}/cancel`, {});
  await completed(second.batchSheetId);
  const third = await importFile(system, { content, fields: again });
  expect(await statuses(third.id)).toEqual(['duplicate']);
  await actOnRows(system, third.id, { action: 'release', rows: [1] });
  await completed(third.batchSheetId);
  const fourth = await importFile(system, {
    content: content.repeat(1) + callLine({ code, sell: '1' }),
    fields: again,
  });
  expect(await statuses(fourth.id)).toEqual(['duplicate', 'matched']);
});

it("claims a twin although its number is another sheet's, where fewer are claimed", async () => {
  const { code } = await codedAccount(system);
  const line = callLine({ code, sell: '0.5' });
  const file = (twins: number) => [callFile([]).trim(), ...Array<string>(twins).fill(line)].join('\n');
  const first = await importFile(system, { content: file(1) });
  await completed(first.batchSheetId);
  const second = await importFile(system, { content: file(1), fields: again });
  await actOnRows(system, second.id, { action: 'release', rows: [1] });
  await completed(second.batchSheetId);
  await system.call('ops', 'POST', `/v1/charge-imports/${first.id}/cancel`, {}); // leaves number 2 alone
  const third = await importFile(system, { content: file(2), fields: again });
  expect(await statuses(third.id)).toEqual(['duplicate', 'matched']);
  await actOnRows(system, third.id, { action: 'discard', rows: [1] });
  await completed(third.batchSheetId);
  const fourth = await importFile(system, { content: file(3), fields: again });
  expect(await statuses(fourth.id)).toEqual(['duplicate', 'duplicate', 'matched']);
});

it.each([
  ['before', (bad: string, good: string) => [bad, good], ['invalid', 'duplicate']],
  ['after', (bad: string, good: string) => [good, bad], ['duplicate', 'invalid']],
])(
  'sees that a call is billed already, where a broken line of it stands %s it',
  async (_where, order, wanted) => {
    const { code } = await codedAccount(system);
    const good = callLine({ code, sell: '4.44' });
    const bad = good.replace('4.44', 'lots');
    const file = (...lines: string[]) => [callFile([]).trim(), ...lines].join('\n');
    const first = await importFile(system, { content: file(good) });
    await completed(first.batchSheetId);
    const second = await importFile(system, { content: file(...order(bad, good)) });
    expect(await statuses(second.id)).toEqual(wanted);
  },
);

it('gives back what a person had ignored by mistake, as it was', async () => {
  const { id: accountId, code } = await codedAccount(system);
  const calls = [
    { code, sell: '1' },
    { code: 'NOBODY', sell: '2' },
    { code: 'GIVEN', sell: '3' },
    { code, sell: 'x' },
  ];
  const { id, batchSheetId } = await importFile(system, { content: callFile(calls) });
  await actOnRows(system, id, { action: 'assign', rows: [3], accountId });
  const before = await rowsOf(system, id);
  await actOnRows(system, id, { action: 'ignore', rows: [1, 2, 3, 4] });
  expect(await statuses(id)).toEqual(['ignored', 'ignored', 'ignored', 'ignored']);
  expect(await actOnRows(system, id, { action: 'release', rows: [1, 2, 3, 4] })).toMatchObject({
    body: { rows: 4 },
  });
  expect(await rowsOf(system, id)).toEqual(before);
  expect((await sheetOf(system, batchSheetId)).net).toBe('4.00');
});

it('does to all of the rows that are named what is asked, or to none', async () => {
  const { code } = await codedAccount(system);
  const { id } = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  const refused = await actOnRows(system, id, { action: 'ignore', rows: [1, 999] });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/rows' }] } });
  expect(refused.problem.detail).toContain('row 999');
  expect(await statuses(id)).toEqual(['matched']);
});
