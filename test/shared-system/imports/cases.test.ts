import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import { accountWithCode, caseFile, importCase, openCase } from '../../setup/cases';
import { actOnRows, complete, importState, approve, rowsOf, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';
import type { Schema } from '../../../clients/typescript/src/by-path';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const codesOf = (found: Schema<'ChargeImport'>) => found.warnings.map(({ code }) => code);
const reasons = async (found: Schema<'ChargeImport'>) =>
  (await rowsOf(system, found.id)).map(({ reason }) => reason);

/** Imports the one file of a case. */
async function imported(name: string, changes: Partial<ImportTypeDefinition> = {}, codes?: string[]) {
  const place = await openCase(system, name, { changes, codes });
  return importCase(system, place, caseFile(name));
}

/** Imports two files one after the other, the first of them completed and approved. */
async function both(name: string) {
  const place = await openCase(system, name);
  const first = await importCase(system, place, caseFile(`${name}a`));
  expect(await complete(system, first.batchSheetId)).toMatchObject({ status: 200 });
  expect(await approve(system, first.batchSheetId)).toMatchObject({ status: 200 });
  await importState(system, first.id, ['posted']);
  return { place, first, second: await importCase(system, place, caseFile(`${name}b`)) };
}

const leaveOutTotals = { leaveOut: [{ column: 'Duration', equals: ['TOTAL'] }] };
const leaveOutSubtotals = { leaveOut: [{ column: 'Code', startsWith: ['Subtotal', '***'] }] };

it.each<[string, object, Partial<ImportTypeDefinition>?]>([
  ['01', { rows: { file: 1, matched: 1 }, amount: { sell: { matched: '1234.50' } } }],
  ['17', { rows: { file: 4, matched: 2, unmatched: 1, invalid: 1 }, amount: { sell: { matched: '0.20' } } }],
  ['19', { rows: { file: 4, matched: 1, invalid: 3 }, amount: { sell: { file: '2' } } }, { cells: 8 }],
  ['20', { rows: { file: 2, matched: 1, invalid: 1 }, amount: { sell: { file: '0.15' } } }, { cells: 8 }],
  [
    '22',
    { rows: { file: 3, matched: 3 }, amount: { sell: { matched: '0.75' } }, lines: { file: 3, rows: 3 } },
  ],
  [
    '24',
    { rows: { file: 4, matched: 4 }, footer: { sell: '0.60' }, lines: { file: 8, header: 2, footer: 2 } },
  ],
  ['27', { rows: { file: 4, matched: 3, invalid: 1 }, lines: { file: 8, preamble: 1, blank: 2 } }],
  ['29', { rows: { file: 2, matched: 2 }, lines: { file: 4, leftOut: 1 } }, leaveOutTotals],
  [
    '30',
    { rows: { file: 3, matched: 3 }, footer: { sell: '0.45' }, lines: { leftOut: 3 } },
    leaveOutSubtotals,
  ],
  [
    '32',
    { rows: { matched: 2, invalid: 1 }, amount: { sell: { matched: '0.02550' } } },
    { sign: 'reversed' },
  ],
  ['36', { rows: { file: 1, matched: 1 } }],
  ['38', { rows: { file: 9, matched: 6, invalid: 3 }, amount: { sell: { matched: '2.60' } } }],
  ['73', { rows: { file: 2 } }],
  ['78', { rows: { file: 4, matched: 4 }, amount: { sell: { matched: '0.60' } } }],
  ['85', { rows: { file: 2, unmatched: 2 } }],
  ['86', { rows: { matched: 1 }, amount: { sell: { matched: '1234.56' } } }],
  ['87', { rows: { matched: 1 } }],
  ['89', { rows: { file: 3, matched: 3 }, amount: { sell: { file: '3' } } }],
  ['89', { rows: { file: 0 }, status: 'failed', failure: { code: 'no-readable-row' } }, { cells: 6 }],
])('reads case %s to %j', async (name, expected, changes = {}) => {
  expect(await imported(name, changes)).toMatchObject(expected);
});

it.each<[string, string, RegExp]>([
  ['19', 'row-width', /9 cells in 3 of the rows, first on line 1; 8 cells in 1 of the rows, first on line 4/],
  ['20', 'row-width', /9 cells in 1 of the rows, first on line 1; 8 cells in 1/],
  ['26', 'columns-ambiguous', /"Cost" and "Charge"/],
  ['28', 'columns-ambiguous', /"Duration" and "Duration"/],
  ['58', 'no-readable-row', /all 7 are invalid, first line 2: Charge "0,150".*decimal comma/],
  ['90', 'no-readable-row', /decimal comma/],
])('refuses case %s as a whole: %s', async (name, code, message) => {
  const found = await imported(name);
  expect(found).toMatchObject({
    status: 'failed',
    failure: { code, message: expect.stringMatching(message) },
  });
});

it('warns which notation a column seems to have, also where nothing is left of the file', async () => {
  const found = await imported('58');
  expect(found.warnings).toMatchObject([
    { code: 'other-notation', message: expect.stringContaining('decimal comma'), numbers: { line: 2 } },
  ]);
});

it('takes nothing of a column that two notations read differently, whenever the proof comes', async () => {
  const place = await openCase(system, '58');
  const lines = ['1,250', '7', '1.50', '12,345', '0,12'].map(
    (amount, at) => `A1;201;0207946000${at};London;05/06/2026;09:0${at}:00;62;${amount}`,
  );
  const content = ['Code;Ext;Number;Destination;Date;Time;Duration;Charge', ...lines].join('\n');
  const found = await importCase(system, place, content);
  const rows = await rowsOf(system, found.id);
  expect(rows.map(({ status, sell }) => [status, sell])).toEqual([
    ['invalid', null],
    ['matched', '7'],
    ['matched', '1.50'],
    ['invalid', null],
    ['invalid', null],
  ]);
  expect(found.amount.sell?.file).toBe('8.50');
  expect(codesOf(found)).toEqual(['other-notation']);
});

it('warns where nearly all amounts are negative, and tells the way out', async () => {
  const found = await imported('32');
  expect(found.rows).toMatchObject({ matched: 2, invalid: 1 });
  expect(found.warnings).toMatchObject([
    {
      code: 'mostly-negative',
      message: expect.stringContaining('sign: reversed'),
      numbers: { negative: 2, amounts: 2 },
    },
  ]);
  expect((await sheetOf(system, found.batchSheetId)).warnings).toEqual(found.warnings);
});

it('binds the columns anew at a header with its names in another order, and says so', async () => {
  const place = await openCase(system, '24');
  const other = 'Charge,Code,Ext,Number,Destination,Date,Time,Duration';
  const content = `${String(caseFile('24'))}${other}\n1.25,A1,201,02079460005,London,05/06/2026,09:05:00,62\n`;
  const found = await importCase(system, place, content);
  expect(found.rows).toMatchObject({ file: 5, matched: 5 });
  expect(found.amount.sell?.matched).toBe('1.85');
  expect(found.warnings).toMatchObject([
    { code: 'header-in-another-order', numbers: { headers: 1, line: 9 } },
  ]);
});

it('holds a corrected call beside the one that it repeats, with what differs (42)', async () => {
  const { second } = await both('42');
  expect(second.rows).toMatchObject({ file: 3, duplicate: 3, matched: 0 });
  const rows = await rowsOf(system, second.id);
  expect(rows.map(({ reason }) => reason)).toEqual(['already imported', 'changed', 'already imported']);
  expect(rows[1]?.repeats).toMatchObject({
    rowNumber: 2,
    durationSeconds: 62,
    sell: '0.15',
    sameness: 'changed',
    differs: ['duration', 'amount'],
    billed: true,
  });
  await actOnRows(system, second.id, { action: 'await', filter: { status: 'duplicate', reason: 'changed' } });
  await actOnRows(system, second.id, { action: 'discard', filter: { status: 'duplicate' } });
  const sheet = await sheetOf(system, second.batchSheetId);
  expect(sheet).toMatchObject({
    notBilled: { rows: 1, amount: '1.45' },
    awaitingCorrection: { rows: 1, amount: '1.45' },
  });
  const work = (await system.call('ops', 'GET', '/v1/work?limit=200')).body.items;
  expect(work).toContainEqual(expect.objectContaining({ kind: 'await-correction', id: second.batchSheetId }));
  expect(await complete(system, second.batchSheetId)).toMatchObject({ status: 200 });
  expect((await sheetOf(system, second.batchSheetId)).net).toBe('0.00');
});

it('knows a call again however its number is written (43)', async () => {
  const { second } = await both('43');
  expect(second.rows).toMatchObject({ file: 5, duplicate: 5 });
  const rows = await rowsOf(system, second.id, '&differs=notation');
  expect(rows.map(({ repeats }) => [repeats?.rowNumber, repeats?.differs])).toEqual(
    [1, 2, 3, 4, 5].map((row) => [row, ['number']]),
  );
});

it('takes a record id for the same call only together with its start (46)', async () => {
  const { second } = await both('46');
  expect(second.rows).toMatchObject({ file: 3, duplicate: 0, matched: 3 });
  expect(second.amount.sell?.matched).toBe('9.10');
});

it('bills nobody for calls before a tenancy has begun (54)', async () => {
  const place = await openCase(system, '58', { changes: { delimiter: ',' }, codes: [] });
  const { locationId } = place;
  await accountWithCode(system, locationId, { code: '301', to: '2026-06-11' });
  await accountWithCode(system, locationId, { code: '301', from: '2026-06-15' });
  await accountWithCode(system, locationId, { code: '302', tenancyFrom: '2026-06-15' });
  const found = await importCase(system, place, caseFile('54'));
  const rows = await rowsOf(system, found.id);
  expect(rows.map(({ reason, detail }) => [reason, detail])).toEqual([
    [null, null],
    ['not effective then', '2026-06-15.., ..2026-06-11'],
    [null, null],
    ['tenancy not begun', 'begins on 2026-06-15'],
    [null, null],
  ]);
  expect(found.unmatchedReasons).toEqual({ 'not effective then': 1, 'tenancy not begun': 1 });
});

it('bills what an earlier file had left out for want of a price (79)', async () => {
  const { first, second } = await both('79');
  expect(first.rows).toMatchObject({ matched: 1, ignored: 2 });
  expect(second.rows).toMatchObject({ file: 3, matched: 2, duplicate: 1 });
  expect(await reasons(second)).toEqual(['already imported', null, null]);
});

it('names the first and the last call of a wrong month, and counts what lies outside (84)', async () => {
  const place = await openCase(system, '84');
  const lastYear = await importCase(system, place, caseFile('84a'));
  expect(lastYear.warnings).toMatchObject([
    {
      code: 'calls-outside-period',
      message: expect.stringMatching(/2 of 2 rows .* 2026-05-01 to 2026-07-31.*2025-06-05.*2025-06-06/),
      numbers: {
        rows: 2,
        of: 2,
        firstCall: '2025-06-05',
        lastCall: '2025-06-06',
        from: '2026-05-01',
        to: '2026-07-31',
      },
    },
  ]);
  const future = await importCase(system, place, caseFile('84b'));
  expect(future.rows).toMatchObject({ file: 3, matched: 1, unmatched: 1, invalid: 1 });
  expect(future.warnings).toMatchObject([
    { code: 'calls-outside-period', numbers: { rows: 2, firstCall: '1970-01-01', lastCall: '2031-06-05' } },
    { code: 'calls-after-upload', numbers: { rows: 1 } },
  ]);
  expect((await reasons(future))[2]).toBe(
    'Date 30/12/1899 is before 1900, so it cannot be the date of a call',
  );
});

it('wants a wrong month explained where the Location says so (84)', async () => {
  const place = await openCase(system, '84');
  const edited = await system.call('admin', 'PATCH', `/v1/locations/${place.locationId}`, {
    explainPeriod: true,
  });
  expect(edited).toMatchObject({ status: 200, body: { explainPeriod: true } });
  const { batchSheetId } = await importCase(system, place, caseFile('84a'));
  const refused = await complete(system, batchSheetId);
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/mismatch-not-explained' } });
  expect(refused.problem.detail).toContain('2 calls outside it');
  await system.call('ops', 'POST', `/v1/batch-sheets/${batchSheetId}/explain`, {
    mismatch: 'period',
    text: 'The carrier sent last year again.',
  });
  expect(await complete(system, batchSheetId)).toMatchObject({ status: 200 });
});

it('takes a month without a call for an import of nothing, which may come again (41)', async () => {
  const place = await openCase(system, '41');
  const first = await importCase(system, place, caseFile('41'));
  expect(first).toMatchObject({
    status: 'in-review',
    rows: { file: 0 },
    lines: { file: 2, header: 1, footer: 1 },
  });
  expect(await complete(system, first.batchSheetId)).toMatchObject({ status: 200 });
  expect(await approve(system, first.batchSheetId)).toMatchObject({ status: 200 });
  await importState(system, first.id, ['posted']);
  expect(await importCase(system, place, caseFile('41'))).toMatchObject({ status: 'in-review' });
});

it.each([
  ['without a header', { header: false, cells: 8 }],
  ['without a header, of a type that does not say how many cells a row has', { header: false }],
  ['with one', { header: true }],
])('loses one line to two stray quotes far apart, %s', async (_how, { header, ...changes }) => {
  const place = await openCase(system, header ? '24' : '19', { changes });
  const lines = Array.from({ length: 500 }, (_, at) => {
    const where = at === 4 ? '"London' : at === 299 ? 'Paris 6"' : 'London';
    const time = new Date(at * 1_000).toISOString().slice(11, 19);
    return `A1,201,0207946${String(at).padStart(4, '0')},${where},05/06/2026,${time},62,1.00`;
  });
  const top = header ? ['Code,Ext,Number,Destination,Date,Time,Duration,Charge'] : [];
  const found = await importCase(system, place, [...top, ...lines].join('\n'));
  expect(found.rows).toMatchObject({ file: 500, matched: 499, invalid: 1 });
  expect(found.amount.sell?.file).toBe('499.00');
  expect(found.lines).toMatchObject({ file: 500 + top.length, rows: 500 });
});

it('takes nothing of what it had read before the proof of another notation came, thousands of rows on', async () => {
  const place = await openCase(system, '58');
  const lines = Array.from({ length: 20_500 }, (_, at) => {
    const time = new Date(at * 1_000).toISOString().slice(11, 19);
    const amount = at === 20_499 ? '0,12' : at % 2 === 0 ? '1,250' : '2';
    return `A1;201;0207${String(at).padStart(7, '0')};London;05/06/2026;${time};62;${amount}`;
  });
  const found = await importCase(
    system,
    place,
    ['Code;Ext;Number;Destination;Date;Time;Duration;Charge', ...lines].join('\n'),
  );
  expect(found.rows).toMatchObject({ file: 20_500, matched: 10_249, invalid: 10_251 });
  expect(found.amount.sell).toMatchObject({ file: '20498', matched: '20498' });
  expect(found.lines).toMatchObject({ file: 20_501, rows: 20_500 });
});

it('agrees with a footer that gives the total of each section, or of all of them', async () => {
  const check = async (...totals: string[]) => {
    const place = await openCase(system, '24');
    const header = 'Code,Ext,Number,Destination,Date,Time,Duration,Charge';
    const call = (at: number) => `A1,201,0207946000${at},London,05/06/2026,09:0${at}:00,62,0.15`;
    const [one, two, ...all] = totals.map((total) => `TOTAL,,,,,,,${total}`);
    const found = await importCase(
      system,
      place,
      [header, call(1), one, header, call(2), two, ...all].join('\n'),
    );
    return (await sheetOf(system, found.batchSheetId)).checks;
  };
  expect(await check('0.15', '0.15')).toMatchObject([{ check: 'footer', expected: '0.30', ok: true }]);
  expect(await check('0.15', '0.15', '0.30')).toMatchObject([
    { check: 'footer', expected: '0.30', ok: true },
  ]);
  expect(await check('0.15', '0.30')).toMatchObject([{ check: 'footer', expected: '0.30', ok: true }]);
  expect(await check('0.15', '0.20')).toMatchObject([
    { check: 'footer', expected: '0.35', found: '0.30', ok: false },
  ]);
});

it('reads nothing below a header that it does not know, and says so', async () => {
  const place = await openCase(system, '24');
  const second =
    'Code,Ext,Number,Destination,Date,Time,Duration,Selling,Charged\nA1,201,1,x,05/06/2026,09:09:00,62,9,9\n';
  const content = `${String(caseFile('24'))}${second}`;
  const found = await importCase(system, place, content);
  expect(found.rows).toMatchObject({ file: 5, matched: 4, invalid: 1 });
  expect(found.amount.sell?.file).toBe('0.60');
  expect(found.warnings).toMatchObject([{ code: 'header-not-known', numbers: { line: 9 } }]);
});

it('nudges to say how many cells a row has, where the type does not', async () => {
  const numbers = { cells: 7, used: 6 };
  expect((await imported('22')).warnings).toMatchObject([{ code: 'cells-not-stated', numbers }]);
  expect((await imported('22', { cells: 7 })).warnings).toEqual([]);
});
