import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import { giveCode } from '../../setup/calls';
import { accountWithCode, type CasePlace, importCase, openCase } from '../../setup/cases';
import {
  actOnRows,
  approve,
  chargesOf,
  complete,
  importState,
  rowsOf,
  sendBack,
  sheetOf,
} from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import { type System, until } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const header = 'CallID,Code,Ext,Number,Date,Time,Duration,Charge';
interface Line {
  id?: string;
  code?: string;
  ext?: string;
  number?: string;
  date?: string;
  time?: string;
  duration?: string;
  charge?: string;
}
const lineOf = ({
  id = '',
  code = 'A1',
  ext = '201',
  number = '02079460001',
  date = '05/06/2026',
  time = '09:01:00',
  duration = '62',
  charge = '0.15',
}: Line) => [id, code, ext, number, date, time, duration, charge].join(',');
const fileOf = (...lines: Line[]) => [header, ...lines.map(lineOf)].join('\n');

/** A Location of its own, whose log gives record ids. */
const openPlace = (changes: Partial<ImportTypeDefinition> = {}): Promise<CasePlace> =>
  openCase(system, '46', { codes: ['A1'], changes });
const place = (at: CasePlace, ...lines: Line[]) =>
  importCase(system, at, fileOf(...lines), { allowRepeat: 'delivered again' });
const statuses = async (found: { id: string }) =>
  (await rowsOf(system, found.id)).map(({ status, reason }) => [status, reason]);

async function completed(found: { batchSheetId: string }) {
  expect(await complete(system, found.batchSheetId)).toMatchObject({ status: 200 });
}
async function posted(found: { id: string; batchSheetId: string }) {
  await completed(found);
  expect(await approve(system, found.batchSheetId)).toMatchObject({ status: 200 });
  await importState(system, found.id, ['posted']);
}

/** The rows that have the claims of the Location, by import. */
const claimsAt = async (at: CasePlace) =>
  (
    await system.database.query<{ holder: string }>(
      `SELECT import_id || ' ' || row_number AS holder FROM call_claim WHERE location_id = $1 ORDER BY 1`,
      [at.locationId],
    )
  ).map(({ holder }) => holder);

describe('what another sheet left out', () => {
  /** A first file whose call has no Account, completed; then the code is given, and the call comes again. */
  async function leftOutThenAgain() {
    const at = await openPlace();
    const first = await place(at, { code: 'NEW', charge: '1.00' });
    await completed(first);
    await accountWithCode(system, at.locationId, { code: 'NEW' });
    return { at, first, second: await place(at, { code: 'NEW', charge: '1.00' }) };
  }

  it('is held, and says so; released, it is billed by the later sheet, and by no other', async () => {
    const { at, first, second } = await leftOutThenAgain();
    const number = (await sheetOf(system, first.batchSheetId)).number;
    const [held] = await rowsOf(system, second.id);
    expect(held).toMatchObject({
      status: 'duplicate',
      reason: 'left out, not billed',
      detail: `${number} row 1: unknown code`,
      repeats: { batchSheet: number, billed: false, leftOut: 'unknown code', sameness: 'exact', differs: [] },
    });
    await actOnRows(system, second.id, { action: 'release', filter: { status: 'duplicate' } });
    expect(await statuses(second)).toEqual([['matched', null]]);
    await posted(second);
    expect((await chargesOf(system, second.batchSheetId)).map(({ net }) => net)).toEqual(['1.000000']);
    expect(await claimsAt(at)).toEqual([`${second.id} 1`]);
    // The first one is a draft again: its row is barred.
    await sendBack(system, first.batchSheetId, 'reopen', 'ops');
    const barred = await until(
      () => rowsOf(system, first.id),
      ([row]) => row?.status === 'duplicate',
      5_000,
    );
    expect(barred[0]).toMatchObject({ reason: 'already imported', repeats: { billed: true } });
    expect(await statuses(await place(at, { code: 'NEW', charge: '1.00' }))).toEqual([
      ['duplicate', 'already imported'],
    ]);
  });

  it.each([
    ['reopened', (sheet: string) => sendBack(system, sheet, 'reopen', 'ops')],
    ['rejected', (sheet: string) => sendBack(system, sheet, 'reject', 'approver')],
    [
      'cancelled',
      (_: string, id: string) => system.call('ops', 'POST', `/v1/charge-imports/${id}/cancel`, {}),
    ],
  ])('goes back when the later sheet is %s', async (_how, giveBack) => {
    const { at, first, second } = await leftOutThenAgain();
    await actOnRows(system, second.id, { action: 'release', rows: [1] });
    await completed(second);
    expect(await claimsAt(at)).toEqual([`${second.id} 1`]);
    expect((await giveBack(second.batchSheetId, second.id)).status).toBe(200);
    await until(
      () => claimsAt(at),
      ([holder]) => holder === `${first.id} 1`,
      5_000,
    );
  });

  it('goes back to nobody whose sheet stands no more', async () => {
    const { at, first, second } = await leftOutThenAgain();
    await actOnRows(system, second.id, { action: 'release', rows: [1] });
    await completed(second);
    await sendBack(system, first.batchSheetId, 'reopen', 'ops');
    await sendBack(system, second.batchSheetId, 'reopen', 'ops');
    expect(await claimsAt(at)).toEqual([]);
    const free = await until(
      () => statuses(first),
      ([row]) => row?.[0] === 'matched',
      5_000,
    );
    expect(free).toEqual([['matched', null]]);
  });

  it('is held again where the first sheet bills it meanwhile', async () => {
    const { first, second } = await leftOutThenAgain();
    await actOnRows(system, second.id, { action: 'release', rows: [1] });
    await sendBack(system, first.batchSheetId, 'reopen', 'ops');
    await until(
      () => statuses(first),
      ([row]) => row?.[0] === 'matched',
      5_000,
    );
    await completed(first);
    const refused = await complete(system, second.batchSheetId);
    expect(refused.problem.type).toBe('/problems/new-duplicates');
    expect(await statuses(second)).toEqual([['duplicate', 'already imported']]);
  });

  it('is told for a call that is rated only later, of a row without a price, and of one of zero', async () => {
    const at = await openPlace();
    const lines = (charges: string[]) => charges.map((charge, row) => ({ time: `09:0${row}:00`, charge }));
    const first = await importCase(system, at, fileOf(...lines(['', '0.00', '0.30'])), { product: 'Paid' });
    await completed(first);
    const second = await place(at, ...lines(['4.20', '5.80', '0.30']));
    expect(
      (await rowsOf(system, second.id)).map(({ reason, repeats }) => [
        reason,
        repeats?.leftOut,
        repeats?.differs,
      ]),
    ).toEqual([
      ['left out, not billed', 'Charge is empty', ['amount']],
      ['left out, not billed', 'an amount of zero', ['amount']],
      ['already imported', null, []],
    ]);
    await actOnRows(system, second.id, {
      action: 'release',
      filter: { status: 'duplicate', reason: 'left out, not billed' },
    });
    await actOnRows(system, second.id, { action: 'discard', filter: { status: 'duplicate' } });
    await posted(second);
    expect((await chargesOf(system, second.batchSheetId)).map(({ net }) => net)).toEqual([
      '4.200000',
      '5.800000',
    ]);
  });
});
beforeAll(async () => {
  const { prisma } = system.database;
  const { id } = await prisma.productGroup.findFirstOrThrow({ where: { name: 'Telephone Charges' } });
  await prisma.product.create({
    data: { productGroupId: id, name: 'Paid', taxPercent: '20', canBeZero: false },
  });
});

it('leaves the claim of a call that is charged where it is, whoever asks the database for it', async () => {
  const at = await openPlace();
  const first = await place(at, {});
  await posted(first);
  const other = await place(at, { time: '10:00:00' });
  const take = system.database.query('UPDATE call_claim SET import_id = $2 WHERE import_id = $1', [
    first.id,
    other.id,
  ]);
  await expect(take).rejects.toMatchObject({ constraint: 'call_claim_of_charged_stays' });
});

it('claims nothing for what the type ignores, and keeps the claim of what a person ignored', async () => {
  const at = await openPlace({ skip: [{ column: 'extension', equals: ['999'] }] });
  const lines = [{ ext: '999' }, { time: '09:02:00' }];
  const first = await place(at, ...lines);
  await actOnRows(system, first.id, { action: 'ignore', rows: [2] });
  await completed(first);
  expect(await claimsAt(at)).toEqual([`${first.id} 2`]);
  const second = await place(at, { ext: '998', number: lines[0]?.ext }, ...lines.slice(1));
  expect(await statuses(second)).toEqual([
    ['matched', null],
    ['duplicate', 'left out, not billed'],
  ]);
});

describe('a record id', () => {
  it('makes a call of another start the same one, with number, extension and duration equal', async () => {
    const at = await openPlace();
    await completed(
      await place(at, { id: 'R-1' }, { id: 'R-2', time: '09:02:00' }, { id: '0', time: '09:03:00' }),
    );
    const again = await place(
      at,
      { id: 'R-1', date: '06/06/2026', number: '+442079460001' },
      { id: 'R-2', time: '10:02:00', duration: '63' },
      { id: '0', time: '10:03:00' },
    );
    expect(await statuses(again)).toEqual([
      ['duplicate', 'changed'],
      ['matched', null],
      ['matched', null],
    ]);
    const [held] = await rowsOf(system, again.id);
    expect(held?.repeats).toMatchObject({ rowNumber: 1, differs: ['start', 'number'] });
  });

  it('claimed by itself alone, as before, counts only where the row began at the same time', async () => {
    const at = await openPlace();
    const old = await place(at, { id: 'R-7' }, { id: 'R-8', time: '09:02:00' });
    await completed(old);
    // As claims of a record id were made at first.
    for (const table of ['call_claim', 'import_row'])
      await system.database.query(
        `UPDATE ${table} t
          SET fingerprint = substring(sha256(convert_to('id' || chr(31) || r.record_id, 'UTF8')) FOR 16)
         FROM import_row r WHERE r.import_id = $1 AND t.import_id = $1 AND r.row_number = t.row_number`,
        [old.id],
      );
    const again = await place(
      at,
      { id: 'R-7' },
      {
        id: 'R-8',
        date: '07/06/2026',
        time: '14:00:00',
        ext: '305',
        number: '02079469001',
        duration: '600',
        charge: '9.00',
      },
    );
    expect(await statuses(again)).toEqual([
      ['duplicate', 'already imported'],
      ['matched', null],
    ]);
    await actOnRows(system, again.id, { action: 'discard', rows: [1] });
    await completed(again);
  });

  it('that is equal does not hide that something else is said of the call', async () => {
    const at = await openPlace();
    await completed(await place(at, { id: 'R-1' }, { id: 'R-2', time: '09:02:00' }));
    const again = await place(
      at,
      { id: 'R-1', duration: '602', charge: '1.45' },
      { id: 'R-2', time: '09:02:00', number: '02079460099', ext: '305' },
    );
    expect(await statuses(again)).toEqual(Array(2).fill(['duplicate', 'changed']));
  });
});

it('bills the second leg of a conference that is delivered later', async () => {
  const at = await openPlace();
  await completed(await place(at, { duration: '62' }));
  const both = await place(at, { duration: '125' }, { duration: '62' });
  expect(await statuses(both)).toEqual([
    ['matched', null],
    ['duplicate', 'already imported'],
  ]);
});

it('holds nothing within one file, and no call of another second', async () => {
  const at = await openPlace();
  await completed(await place(at, { time: '09:01:01' }));
  const found = await place(at, {}, { duration: '63' }, { number: '+442079460001' }, { time: '09:01:02' });
  expect(await statuses(found)).toEqual(Array(4).fill(['matched', null]));
});

it('takes a changed call for a new one, once a person says so, and holds it again for yet another claim', async () => {
  const at = await openPlace();
  await completed(await place(at, {}));
  const changed = await place(at, { duration: '602', charge: '1.45' });
  await actOnRows(system, changed.id, { action: 'release', rows: [1] });
  expect(await statuses(changed)).toEqual([['matched', null]]);
  await system.call('ops', 'POST', `/v1/charge-imports/${changed.id}/rematch`);
  const other = await place(at, { duration: '602', charge: '1.45' });
  await actOnRows(system, other.id, { action: 'release', rows: [1] });
  await completed(other);
  expect((await complete(system, changed.batchSheetId)).problem.type).toBe('/problems/new-duplicates');
  await actOnRows(system, changed.id, { action: 'release', rows: [1] });
  await posted(changed);
  expect(await chargesOf(system, changed.batchSheetId)).toHaveLength(1);
});

it('holds one row by one claim, whatever a person has settled', async () => {
  const at = await openPlace();
  await completed(await place(at, {}));
  const twins = await place(at, {}, {});
  await actOnRows(system, twins.id, { action: 'release', rows: [1] });
  const third = await place(at, {});
  await actOnRows(system, third.id, { action: 'release', rows: [1] });
  await completed(third);
  expect((await complete(system, twins.batchSheetId)).problem.type).toBe('/problems/new-duplicates');
  expect(await statuses(twins)).toEqual([
    ['matched', null],
    ['duplicate', 'already imported'],
  ]);
});

it('gives nothing new for a file and its copy that a spreadsheet saved', async () => {
  const at = await openPlace();
  const calls = Array.from({ length: 40 }, (_, call) => ({
    id: `98765432100${String(call).padStart(3, '0')}`,
    ext: `0${200 + (call % 7)}`,
    number: `0207946${String(call).padStart(4, '0')}`,
    time: `09:${String(call % 20).padStart(2, '0')}:00`,
    duration: String(60 + (call % 3)),
  }));
  await posted(await place(at, ...calls));
  const saved = calls.map((call, at) => ({
    ...call,
    id: '9.87654E+13',
    ext: call.ext.slice(1),
    number: at % 3 === 0 ? '4.42079E+11' : call.number.slice(1),
  }));
  const again = await place(at, ...saved.reverse());
  expect(again.rows).toMatchObject({ file: 40, duplicate: 40 });
  expect((await rowsOf(system, again.id)).map(({ repeats }) => repeats?.rowNumber).sort()).toEqual(
    calls.map((_, row) => row + 1).sort(),
  );
});

it('warns where most calls are claimed ones but for an hour: a wrong time zone bills a month twice', async () => {
  const at = await openPlace();
  const calls = (hour: string) =>
    Array.from({ length: 12 }, (_, call) => ({
      time: `${hour}:${String(call).padStart(2, '0')}:07`,
      number: `0207946${1000 + call}`,
    }));
  const first = await place(at, ...calls('09'));
  await completed(first);
  const shifted = await place(at, ...calls('10'), { time: '15:00:00' });
  const sheet = await sheetOf(system, first.batchSheetId);
  expect(shifted.rows).toMatchObject({ matched: 13 });
  expect(shifted.warnings).toMatchObject([
    {
      code: 'shifted-calls',
      message: expect.stringContaining(`${sheet.number} already has, but 1 hour later`),
      numbers: { rows: 12, of: 13, minutes: 60 },
    },
  ]);
  const others = await place(at, ...calls('11').map((call, row) => ({ ...call, duration: String(row) })));
  expect(others.warnings).toEqual([]);
});

it('counts rows that repeat others of the same file, and bills each', async () => {
  const at = await openPlace();
  const found = await place(at, {}, {}, {}, { time: '09:02:00' });
  expect(found.warnings).toMatchObject([{ code: 'repeats-in-file', numbers: { rows: 2 } }]);
  expect(found.rows.matched).toBe(4);
});

it('lets codes be given beside all this: a row that is held stays so', async () => {
  const at = await openPlace();
  await completed(await place(at, { code: 'LATER' }));
  const again = await place(at, { code: 'LATER' });
  await actOnRows(system, again.id, { action: 'discard', rows: [1] });
  await giveCode(system, at.accounts.A1 as string, { code: 'LATER' });
  await system.call('ops', 'POST', `/v1/charge-imports/${again.id}/rematch`);
  await completed(again);
  expect((await sheetOf(system, again.batchSheetId)).net).toBe('0.00');
});

it('tells of a call that was left out again and again and billed since that it is billed', async () => {
  const at = await openPlace();
  for (const time of ['10:00:00', '11:00:00', '12:00:00', '13:00:00', '14:00:00'])
    await completed(await place(at, { charge: '' }, { time }));
  const rated = await place(at, { charge: '4.20' });
  expect(await statuses(rated)).toEqual([['duplicate', 'left out, not billed']]);
  await actOnRows(system, rated.id, { action: 'release', rows: [1] });
  await completed(rated);
  expect(await statuses(await place(at, { charge: '4.20' }))).toEqual([['duplicate', 'already imported']]);
});

it('claims a call for itself where the one that it was to take over is gone', async () => {
  const at = await openPlace();
  const first = await place(at, { code: 'NEW' });
  await completed(first);
  await accountWithCode(system, at.locationId, { code: 'NEW' });
  const other = await place(at, { time: '10:00:00' });
  await completed(other);
  const second = await place(at, { code: 'NEW' }, { time: '10:00:00' });
  await actOnRows(system, second.id, { action: 'release', rows: [1, 2] });
  await system.call('ops', 'POST', `/v1/charge-imports/${first.id}/cancel`, {});
  await completed(second);
  expect(await claimsAt(at)).toEqual([`${other.id} 1`, `${second.id} 1`, `${second.id} 2`].sort());
});

const cancel = (found: { id: string }) =>
  system.call('ops', 'POST', `/v1/charge-imports/${found.id}/cancel`, {});
const release = (found: { id: string }, ...rows: number[]) =>
  actOnRows(system, found.id, { action: 'release', rows });

describe('what a person decided about a held row', () => {
  it('counts no more when the call is billed by nobody after all, and completed sheets say so', async () => {
    const at = await openPlace();
    const leftOut = await place(at, { code: 'NEW' });
    await completed(leftOut);
    await accountWithCode(system, at.locationId, { code: 'NEW' });
    const biller = await place(at, { code: 'NEW' });
    await release(biller, 1);
    await completed(biller);
    const [draft, done] = [await place(at, { code: 'NEW' }), await place(at, { code: 'NEW' })];
    for (const { id } of [draft, done]) await actOnRows(system, id, { action: 'discard', rows: [1] });
    await completed(done);
    await cancel(biller);
    const refused = await complete(system, draft.batchSheetId);
    expect(refused).toMatchObject({ status: 409 });
    expect((await rowsOf(system, draft.id))[0]).toMatchObject({
      reason: 'left out, not billed',
      resolution: null,
    });
    const told = await until(
      () => sheetOf(system, done.batchSheetId),
      ({ newMatches }) => newMatches,
      5_000,
    );
    expect(told.newMatches).toBe(true);
  });

  it('counts no more when another call holds it', async () => {
    const at = await openPlace();
    const first = await place(at, {});
    await completed(first);
    const discarded = await place(at, {});
    await actOnRows(system, discarded.id, { action: 'discard', rows: [1] });
    const otherLeg = await place(at, { duration: '125' });
    await release(otherLeg, 1);
    await completed(otherLeg);
    await cancel(first);
    await until(
      () => statuses(discarded),
      ([row]) => row?.[1] === 'changed',
      5_000,
    );
    expect((await complete(system, discarded.batchSheetId)).problem.type).toBe(
      '/problems/duplicates-not-settled',
    );
  });

  it('counts as long as its claim stands, however often the rows are matched', async () => {
    const at = await openPlace();
    const [first, second, third] = [
      await place(at, { code: 'NEW' }),
      await place(at, { code: 'NEW' }),
      await place(at, { code: 'NEW' }),
    ];
    await completed(first);
    await system.call('ops', 'POST', `/v1/charge-imports/${second.id}/rematch`);
    await until(
      () => statuses(second),
      ([row]) => row?.[0] === 'duplicate',
      5_000,
    );
    await release(second, 1);
    await completed(second);
    await system.call('ops', 'POST', `/v1/charge-imports/${third.id}/rematch`);
    await until(
      () => statuses(third),
      ([row]) => row?.[0] === 'duplicate',
      5_000,
    );
    await release(third, 1);
    await completed(third);
    await sendBack(system, second.batchSheetId, 'reopen', 'ops');
    // What it had taken over is taken over from it: its row is held again.
    expect(await statuses(second)).toEqual([['duplicate', 'left out, not billed']]);
    await release(second, 1);
    await completed(second);
    expect(await claimsAt(at)).toEqual([`${second.id} 1`]);
    await cancel(third);
    await sendBack(system, second.batchSheetId, 'reopen', 'ops');
    expect(await claimsAt(at)).toEqual([`${first.id} 1`]);
  });
});

it('gives one row one claim, also where a call is given back to a sheet that has claimed it anew', async () => {
  const at = await openPlace();
  const first = await place(at, { code: 'NEW' });
  await completed(first);
  const taker = await place(at, { code: 'NEW' });
  await release(taker, 1);
  await actOnRows(system, taker.id, { action: 'assign', rows: [1], accountId: at.accounts.A1 });
  await completed(taker);
  await sendBack(system, first.batchSheetId, 'reopen', 'ops');
  await until(
    () => statuses(first),
    ([row]) => row?.[0] === 'duplicate',
    5_000,
  );
  await release(first, 1);
  await completed(first);
  await cancel(taker);
  expect(await claimsAt(at)).toEqual([`${first.id} 1`]);
  const later = await place(at, { code: 'NEW' });
  await release(later, 1);
  await completed(later);
});

it('does not let whoever gave a call back approve the sheet that bills it then', async () => {
  const at = await openPlace();
  const first = await place(at, {});
  await completed(first);
  const held = await place(at, { number: '+442079460001' });
  await actOnRows(system, held.id, { action: 'discard', rows: [1] });
  await completed(held);
  await cancel(first);
  const second = await place(at, {});
  await completed(second);
  await sendBack(system, second.batchSheetId, 'reject', 'approver');
  await sendBack(system, held.batchSheetId, 'reopen', 'ops');
  expect(await statuses(held)).toEqual([['matched', null]]);
  await completed(held);
  expect((await approve(system, held.batchSheetId)).problem.type).toBe('/problems/own-work');
});

it('releases what an older version held by a record id alone, and today’s rules hold no more', async () => {
  const at = await openPlace();
  await completed(await place(at, { id: 'R-1' }));
  const old = await place(at, { id: 'R-1', time: '14:00:00', number: '02079469999' });
  await system.database.query(
    `UPDATE import_row SET status = 'duplicate', account_id = NULL, reason = 'already imported', repeats = NULL
      WHERE import_id = $1`,
    [old.id],
  );
  expect(await release(old, 1)).toMatchObject({ status: 200, body: { rows: 1 } });
  expect(await statuses(old)).toEqual([['matched', null]]);
});

it('claims a call once, though a row that charges nothing says it, too', async () => {
  const at = await openPlace();
  const first = await place(at, { number: '+442079460001' }, { time: '10:00:00' });
  await completed(first);
  const unreadable = await place(at, { charge: 'lots' }, { time: '11:00:00' });
  await completed(unreadable);
  const again = await place(at, {});
  expect((await rowsOf(system, again.id))[0]).toMatchObject({
    reason: 'changed',
    repeats: { billed: true, differs: ['number'] },
  });
});

it('tells two records of the same call by their ids', async () => {
  const at = await openPlace();
  await completed(await place(at, { id: 'R-1' }));
  const other = await place(at, { id: 'R-2' });
  const [row] = await rowsOf(system, other.id, '&differs=recordId');
  expect(row).toMatchObject({ reason: 'changed', repeats: { differs: ['recordId'] } });
});

it('finds a call whatever separates the digits of its number, even if one of the two has no number', async () => {
  const at = await openPlace();
  const first = [
    { number: '(0207) 946-000-1' },
    { time: '09:02:00', number: '4.42079E+11' },
    { time: '09:03:00', number: '' },
  ];
  await completed(await place(at, ...first));
  const second = await place(
    at,
    {},
    { time: '09:02:00', number: '02079460002' },
    { time: '09:03:00', number: '02079460003' },
  );
  expect(await statuses(second)).toEqual(Array(3).fill(['duplicate', 'changed']));
});

it('finds calls of imports that an older version has read', async () => {
  const at = await openPlace();
  const [first, second] = [await place(at, {}), await place(at, {})];
  await completed(first);
  await system.database.query(
    'UPDATE charge_import SET first_call = NULL, last_call = NULL WHERE location_id = $1',
    [at.locationId],
  );
  expect((await complete(system, second.batchSheetId)).problem.type).toBe('/problems/new-duplicates');
  expect(await statuses(second)).toEqual([['duplicate', 'already imported']]);
});

it('gives calls back one sheet after the other, as they are claimed', async () => {
  const at = await openPlace();
  const found = await place(at, {});
  await completed(found);
  let reopened = false;
  let reopening: Promise<unknown> = Promise.resolve();
  await system.database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || $1::text, 0))`, [
      at.locationId,
    ]);
    reopening = sendBack(system, found.batchSheetId, 'reopen', 'ops').then(() => void (reopened = true));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(reopened).toBe(false);
    expect(await claimsAt(at)).toHaveLength(1);
  });
  await reopening;
  expect(await claimsAt(at)).toEqual([]);
});
