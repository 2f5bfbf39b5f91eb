import { saveImportType } from '../../../prisma/repositories/catalogue/import-types';
import { type Call, callFile, codedAccount } from '../../setup/calls';
import {
  approve,
  chargesOf,
  complete,
  importFile,
  importState,
  postFile,
  sendBack,
  sheetOf,
  type Upload,
} from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';
import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';

let system: System;
let tokyo: { name: string; id: string };
beforeAll(async () => {
  system = await sharedSystem();
  const { prisma } = system.database;
  const group = await prisma.productGroup.findFirstOrThrow({ where: { name: 'Telephone Charges' } });
  const product = { productGroupId: group.id, taxPercent: '20' };
  await prisma.product.create({ data: { ...product, name: 'Paid Calls', canBeZero: false } });
  await prisma.product.create({
    data: { ...product, name: 'Fixed Markup', markupAmount: '0.05', canBeZero: true },
  });
  const v2 = await prisma.importType.findFirstOrThrow({ where: { name: 'essensys call logger v2' } });
  const { columns } = v2.definition as unknown as ImportTypeDefinition;
  delete columns.sellAmount;
  await saveImportType(
    system.database,
    'buy only',
    { ...(v2.definition as unknown as ImportTypeDefinition), columns },
    null,
  );
  const place = { name: `Tokyo ${system.mark}`, timeZone: 'Asia/Tokyo', currency: 'JPY' };
  tokyo = { name: place.name, id: await system.addLocation(place) };
});
afterAll(() => system.stop());

const worked: Call[] = [{ sell: '0.0405' }, { sell: '0.0405' }, { sell: '1.2340' }];
const of = (code: string, calls: Call[]) => callFile(calls.map((call) => ({ code, ...call })));

/** The sheet of a file at London Bridge, and its one Account. */
async function sheetFor(what: Upload) {
  const sheet = await sheetOf(system, (await importFile(system, what)).batchSheetId);
  return { sheet, account: sheet.accounts[0] };
}

it('rounds once per Account and sheet, and taxes the rounded total', async () => {
  const { code } = await codedAccount(system);
  const found = await postFile(system, { content: of(code, worked) });
  const sheet = await sheetOf(system, found.batchSheetId);
  expect(sheet).toMatchObject({
    basis: '1.315000',
    rounding: '0.005000',
    net: '1.32',
    tax: '0.26',
    gross: '1.58',
  });
  const charges = await chargesOf(system, found.batchSheetId);
  expect(charges.map(({ net }) => net)).toEqual(['0.040500', '0.040500', '1.234000']);
});

it('mirrors charges in credits to the penny', async () => {
  const { code } = await codedAccount(system);
  const credits = worked.map(({ sell }) => ({ sell: `-${sell}` }));
  const { sheet } = await sheetFor({ content: of(code, credits) });
  expect(sheet).toMatchObject({
    basis: '-1.315000',
    rounding: '-0.005000',
    net: '-1.32',
    tax: '-0.26',
    gross: '-1.58',
  });
});

it('rounds each Account by itself, never the sheet', async () => {
  const [one, other] = [await codedAccount(system), await codedAccount(system)];
  const calls = [one, other].map(({ code }) => ({ code, sell: '0.005' }));
  const { sheet } = await sheetFor({ content: callFile(calls) });
  expect(sheet.accounts.map(({ net, rounding }) => [net, rounding])).toEqual([
    ['0.010000', '0.005000'],
    ['0.010000', '0.005000'],
  ]);
  expect(sheet).toMatchObject({ basis: '0.010000', net: '0.02' });
});

it('marks buy amounts up where the type has no sell amount, and never a sell amount', async () => {
  const { code } = await codedAccount(system);
  const content = of(code, [{ buy: '0.0300', sell: '9' }]);
  const bought = await sheetFor({ content, fields: { importType: 'buy only' } });
  expect(bought.account).toMatchObject({ basis: '0.030000', markup: '0.010500', rounding: '-0.000500' });
  expect(bought.sheet).toMatchObject({ net: '0.04', tax: '0.01', gross: '0.05' });
  const preview = await system.call('viewer', 'GET', `/v1/batch-sheets/${bought.sheet.id}/charges`);
  expect(preview.body.items).toMatchObject([{ basis: '0.030000', markup: '0.010500', net: '0.040500' }]);

  const fixed = { importType: 'buy only', product: 'Fixed Markup', allowRepeat: 'another product' };
  expect((await sheetFor({ content, fields: fixed })).account).toMatchObject({ markup: '0.050000' });
  const sold = { allowRepeat: 'another type' };
  expect((await sheetFor({ content, fields: sold })).account).toMatchObject({
    basis: '9.000000',
    markup: '0.000000',
  });
});

it('acknowledges leftovers by what they cost to buy where the type has no sell amount', async () => {
  const content = callFile([{ code: 'NOBODY', buy: '0.1250', sell: '7' }]);
  const { sheet } = await sheetFor({ content, fields: { importType: 'buy only' } });
  expect(sheet.notBilled).toEqual({ rows: 1, amount: '0.125' });
});

it('rounds to whole yen, whatever decimals the file has', async () => {
  const { code } = await codedAccount(system, { locationId: tokyo.id });
  const content = of(code, [{ sell: '10.25' }, { sell: '10.25' }]);
  const { sheet } = await sheetFor({ content, fields: { location: tokyo.name } });
  expect(sheet).toMatchObject({ basis: '20.500000', rounding: '0.500000', net: '21', tax: '4', gross: '25' });
});

it('keeps charges of nothing out of what is posted, where the product cannot be zero', async () => {
  const { code } = await codedAccount(system);
  const content = of(code, [{ sell: '0' }, { sell: '0.10' }, { sell: '0.000' }]);
  const paid = await postFile(system, { content, fields: { product: 'Paid Calls' } });
  expect((await sheetOf(system, paid.batchSheetId)).rows.matched).toBe(3);
  expect((await chargesOf(system, paid.batchSheetId)).map(({ rowNumber }) => rowNumber)).toEqual([2]);
  const zeros = await postFile(system, { content: of(code, [{ sell: '0' }]) });
  expect(await chargesOf(system, zeros.batchSheetId)).toMatchObject([{ net: '0.000000' }]);
});

/** A product that adds five pence to each call, and the type that gives buy amounts. */
async function fivePence() {
  const { prisma } = system.database;
  const { productGroupId } = await prisma.product.findFirstOrThrow({ where: { name: 'Paid Calls' } });
  const data = {
    productGroupId,
    name: 'Five Pence',
    taxPercent: '20',
    markupAmount: '0.05',
    canBeZero: false,
  };
  await prisma.product.upsert({
    where: { productGroupId_name: { productGroupId, name: data.name } },
    create: data,
    update: {},
  });
  return { importType: 'buy only', product: 'Five Pence' };
}

it('takes a fixed markup off a credit, and adds it to what costs nothing', async () => {
  const { code } = await codedAccount(system);
  const content = of(code, [{ buy: '0.30' }, { buy: '-0.30' }, { buy: '0' }]);
  const found = await postFile(system, { content, fields: await fivePence() });
  expect((await chargesOf(system, found.batchSheetId)).map(({ net }) => net)).toEqual([
    '0.350000',
    '-0.350000',
    '0.050000',
  ]);
  expect(await sheetOf(system, found.batchSheetId)).toMatchObject({
    basis: '0.000000',
    markup: '0.050000',
    net: '0.05',
  });
});

it('posts a sheet by the markup that it was completed by, and takes the one of today once it is reopened', async () => {
  const { code } = await codedAccount(system);
  const content = of(code, [{ buy: '0.30' }, { buy: '-0.30' }]);
  const fields = await fivePence();
  const before = await importFile(system, { content, fields });
  // As a version that knew one rule only has left it.
  await system.database.query('UPDATE batch_sheet SET markup_rule = 1 WHERE id = $1', [before.batchSheetId]);
  const again = await importFile(system, { content: of(code, [{ buy: '0.30' }, { buy: '-0.30' }]), fields });
  await system.database.query('UPDATE batch_sheet SET markup_rule = 1 WHERE id = $1', [again.batchSheetId]);
  for (const { batchSheetId } of [before, again])
    expect(await complete(system, batchSheetId)).toMatchObject({ status: 200 });
  await approve(system, before.batchSheetId);
  await importState(system, before.id, ['posted']);
  const nets = async (id: string) => (await chargesOf(system, id)).map(({ net }) => net);
  expect(await nets(before.batchSheetId)).toEqual(['0.350000', '-0.250000']);
  await sendBack(system, again.batchSheetId, 'reopen', 'ops');
  expect(await nets(again.batchSheetId)).toEqual(['0.350000', '-0.350000']);
  expect(await sheetOf(system, again.batchSheetId)).toMatchObject({ markup: '0.000000', net: '0.00' });
});

it('takes no markup below nothing, and no currency that is in use nowhere', async () => {
  const [group] = (await system.call('admin', 'GET', '/v1/product-groups')).body.items;
  const product = { productGroupId: group?.id, name: 'Less', taxPercent: '20', markup: { amount: '-0.03' } };
  expect((await system.call('admin', 'POST', '/v1/products', product)).status).toBe(422);
  const place = { name: 'Then', timeZone: 'Europe/Berlin', currency: 'DEM' };
  expect(await system.call('admin', 'POST', '/v1/locations', place)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/currency' }] },
  });
});
