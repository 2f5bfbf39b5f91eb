import { callFile, codedAccount } from '../../setup/calls';
import { complete, importFile, sheetOf, upload } from '../../setup/imports';
import { previewFile } from '../../setup/preview';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let path: string;
beforeAll(async () => {
  system = await startSystem();
  const { items } = (await system.call('admin', 'GET', '/v1/products')).body;
  const found = items.find(({ name }) => name === 'Call Charges');
  path = `/v1/products/${found?.id}`;
});
afterAll(() => system.stop());

const edit = (body: unknown) => system.call('admin', 'PATCH', path, body, { 'if-match': '*' });
const read = () => system.call('viewer', 'GET', path);

it('changes what it is told to, and nothing else', async () => {
  const { body: before } = await read();
  const { status, body, headers } = await edit({ taxPercent: '17.5', markup: { amount: '0.020' } });
  expect(status).toBe(200);
  expect(body).toEqual({
    ...before,
    taxPercent: '17.5',
    markup: { amount: '0.02' },
    version: before.version + 1,
  });
  expect(headers.get('etag')).toBe(`"${body.version}"`);
  expect((await read()).body).toEqual(body);
  const restored = await edit({ taxPercent: before.taxPercent, markup: before.markup });
  expect(restored.body).toEqual({ ...before, version: before.version + 2 });
});

it('writes down what was and what is', async () => {
  const { body: before } = await read();
  await edit({ taxPercent: '5', canBeZero: before.canBeZero });
  await edit({ taxPercent: before.taxPercent });
  const events = await system.database.query<{ before: unknown; after: unknown }>(
    `SELECT before, after FROM audit_event WHERE action = 'product.edited' ORDER BY id DESC LIMIT 2`,
  );
  const taxPercent = before.taxPercent;
  expect(events).toEqual([
    { before: { taxPercent: '5' }, after: { taxPercent } },
    { before: { taxPercent }, after: { taxPercent: '5' } },
  ]);
});

it('refuses the name of another product of the group', async () => {
  const { body: product } = await read();
  const other = { productGroupId: product.productGroupId, name: 'Line rental', taxPercent: '20' };
  await system.call('admin', 'POST', '/v1/products', other);
  const { status, problem } = await edit({ name: 'Line rental' });
  expect([status, problem.type]).toEqual([409, '/problems/name-taken']);
});

it.each([{ taxPercent: '-1' }, { taxPercent: 20 }, { name: '' }, { markup: {} }, { productGroupId: 'x' }])(
  'refuses %p',
  async (body) => {
    const before = await read();
    expect((await edit(body)).status).toBe(422);
    expect((await read()).body).toEqual(before.body);
  },
);

it('leaves the rates of sheets that are open already, and gives the new ones to later sheets', async () => {
  const { code } = await codedAccount(system);
  const file = () => ({ content: callFile([{ code, sell: '10' }]) });
  const first = await importFile(system, file());
  await edit({ taxPercent: '50' });
  const second = await importFile(system, file());
  await edit({ taxPercent: '20' });
  await complete(system, first.batchSheetId);
  await complete(system, second.batchSheetId);
  const taxes = [await sheetOf(system, first.batchSheetId), await sheetOf(system, second.batchSheetId)];
  expect(taxes.map(({ tax }) => Number(tax))).toEqual([2, 5]);
});

it('is not taken for a new import once it is archived', async () => {
  expect((await edit({ archived: true })).body.archived).toBe(true);
  const content = callFile([{ sell: '1' }]);
  const { status, problem } = await upload(system, { content });
  const errors = [{ pointer: '/product', detail: 'Call Charges is archived: choose another product.' }];
  expect([status, problem.errors]).toEqual([422, errors]);
  expect((await previewFile(system, { content })).body.errors).toEqual(errors);
  await edit({ archived: false });
  expect((await upload(system, { content })).status).toBe(202);
});
