import Big from 'big.js';
import { parse } from 'csv-parse/sync';
import { type Call, callFile, codedAccount } from '../../setup/calls';
import {
  approve,
  chargesOf,
  complete,
  importFile,
  importState,
  postFile,
  sheetOf,
} from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';
import type { Schema } from '../../../clients/typescript/src/by-path';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const total = (amounts: string[]) => amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed();
const charges = async (query: string) => (await system.call('viewer', 'GET', `/v1/charges?${query}`)).body;
const exported = async (sheetId: string) => {
  const { text } = await system.call('viewer', 'GET', `/v1/batch-sheets/${sheetId}/export`);
  return parse<Record<string, string>>(text, { columns: true });
};

it('exports formulas as text, numbers untouched, and sums that equal the sheet', async () => {
  const { code } = await codedAccount(system, { name: '=1+1' });
  const calls: Call[] = [
    { number: '+442079460000', destination: '=HYPERLINK("http://evil")', sell: '0.0405' },
    { number: '@SUM(A1)', destination: '-2+3', extension: '=cmd|calc!A0', sell: '-0.0100' },
    { destination: 'France, "Paris"\nand around', sell: '1.2345' },
  ];
  const found = await postFile(system, { content: callFile(calls.map((call) => ({ code, ...call }))) });
  const lines = await exported(found.batchSheetId);
  expect(lines.map(({ Source }) => Source)).toEqual(['row', 'row', 'row', 'rounding', 'tax']);
  expect(lines[0]).toMatchObject({
    'Accounts ID': code,
    Account: "'=1+1",
    Number: "'+442079460000",
    Destination: `'=HYPERLINK("http://evil")`,
    Net: '0.040500',
    Started: '2026-05-15 10:00:00',
  });
  expect(lines[1]).toMatchObject({
    Number: "'@SUM(A1)",
    Destination: "'-2+3",
    Extension: "'=cmd|calc!A0",
    Net: '-0.010000',
  });
  expect(lines[2]?.Destination).toContain('France, "Paris"');
  const sheet = await sheetOf(system, found.batchSheetId);
  expect(total(lines.map(({ Net = '' }) => Net))).toBe(new Big(sheet.net).toFixed());
  expect(total(lines.map(({ Tax = '' }) => Tax))).toBe(new Big(sheet.tax).toFixed());
});

it('exports the ledger with formulas as text, and numbers untouched', async () => {
  const { id, code } = await codedAccount(system, { name: '=1+1' });
  const calls = ['=HYPERLINK("http://evil")', 'x\n@SUM(1)', 'France'].map((destination, at) => ({
    code,
    destination,
    sell: `-0.0${at + 1}`,
  }));
  const { batchSheetNumber } = await postFile(system, { content: callFile(calls) });
  const { text, headers } = await system.call('viewer', 'GET', `/v1/charges/export?accountId=${id}`);
  expect(headers.get('content-disposition')).toBe('attachment; filename="charges.csv"');
  const lines = parse<Record<string, string>>(text, { columns: true });
  expect(lines.map(({ Description }) => Description)).toEqual([
    'Call Charges: =HYPERLINK("http://evil")',
    "Call Charges: x\n'@SUM(1)",
    'Call Charges: France',
  ]);
  expect(lines.map(({ Net, Line }) => [Net, Line])).toEqual([
    ['-0.010000', '2'],
    ['-0.020000', '3'],
    ['-0.030000', '5'],
  ]);
  expect(lines[0]).toMatchObject({
    'Batch Sheet': batchSheetNumber,
    Location: `London Bridge ${system.mark}`,
    'Batch Date': '2026-06-01',
    'Accounts ID': code,
    Account: "'=1+1",
    Source: 'row',
    Currency: 'GBP',
  });
});

it('shows billing nothing before the whole sheet is posted', async () => {
  const { id: accountId, code } = await codedAccount(system);
  const found = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  const visible = async () => (await charges(`accountId=${accountId}`)).items.length;
  const exporting = () =>
    system
      .call('viewer', 'GET', `/v1/batch-sheets/${found.batchSheetId}/export`)
      .then(({ status }) => status);
  expect([await visible(), await exporting()]).toEqual([0, 409]);
  await complete(system, found.batchSheetId);
  expect([await visible(), await exporting()]).toEqual([0, 409]);
  await approve(system, found.batchSheetId);
  await importState(system, found.id, ['posted']);
  expect([await visible(), await exporting()]).toEqual([1, 200]);
});

it('pages through charges without losing or repeating one, and goes on after the newest seen', async () => {
  const since = new Date().toISOString();
  const { code } = await codedAccount(system);
  const sheets = [];
  for (const size of [7, 1, 5]) {
    const calls = Array.from({ length: size }, (_, at) => ({ code, sell: `${at + 1}` }));
    sheets.push((await postFile(system, { content: callFile(calls) })).batchSheetId);
  }
  const seen: Schema<'Charge'>[] = [];
  for (let cursor = ''; ;) {
    const { items, next } = await charges(`postedAfter=${since}&limit=3${cursor}`);
    seen.push(...items);
    if (next === null) break;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  const all = (await Promise.all(sheets.map((id) => chargesOf(system, id)))).flat();
  expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(13);

  // Those of the Account are found by lists of their own, made when a sheet is posted.
  const accountId = seen[0]?.accountId;
  expect((await charges(`accountId=${accountId}`)).items).toEqual(seen);

  const newest = seen.at(-1)?.postedAt;
  expect((await charges(`postedAfter=${newest}`)).items).toEqual([]);
  const oldest = seen[0]?.postedAt;
  expect((await charges(`postedAfter=${oldest}`)).items).toHaveLength(6);
});

it('exports a text with a line break of any kind as one cell, and never as a formula', async () => {
  const { code } = await codedAccount(system);
  const calls: Call[] = ['x\n=cmd|calc', 'y\r@SUM(1)', 'z\r\n+1'].map((destination) => ({
    destination,
    sell: '1',
  }));
  const found = await postFile(system, { content: callFile(calls.map((call) => ({ code, ...call }))) });
  const lines = await exported(found.batchSheetId);
  expect(lines.map(({ Source }) => Source)).toEqual(['row', 'row', 'row', 'rounding', 'tax']);
  const destinations = lines.slice(0, 3).map(({ Destination }) => Destination);
  expect(destinations).toEqual(["x\n'=cmd|calc", "y\r'@SUM(1)", "z\r'\n'+1"]);
  expect(total(lines.map(({ Net = '' }) => Net))).toBe('3');
});

it('pages through the charges of a sheet while it is being posted', async () => {
  const { code } = await codedAccount(system);
  const calls = Array.from({ length: 5 }, () => ({ code, sell: '1' }));
  const { id, batchSheetId } = await importFile(system, { content: callFile(calls) });
  const page = async (cursor = '') =>
    (await system.call('viewer', 'GET', `/v1/batch-sheets/${batchSheetId}/charges?limit=2${cursor}`)).body;
  const first = await page();
  await complete(system, batchSheetId);
  await approve(system, batchSheetId);
  await importState(system, id, ['posted']);
  const second = await page(`&cursor=${encodeURIComponent(first.next ?? '')}`);
  expect([...first.items, ...second.items].map(({ rowNumber }) => rowNumber)).toEqual([1, 2, 3, 4]);
});
