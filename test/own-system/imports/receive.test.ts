import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { callFile } from '../../setup/calls';
import { importFile, importState, upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';
import type { Schema } from '../../../clients/typescript/src/by-path';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ maxUploadBytes: 200_000 });
});
afterAll(() => system.stop());

const pointers = (problem: Schema<'Problem'>) => problem.errors?.map(({ pointer }) => pointer).sort();
const someFile = () => callFile([{ code: 'NOBODY', sell: '1' }]);
const cancel = (id: string) => system.call('ops', 'POST', `/v1/charge-imports/${id}/cancel`, {});

it('names everything that is missing or wrong in one answer', async () => {
  const empty = await system.call('ops', 'POST', '/v1/charge-imports', new FormData());
  expect(empty).toMatchObject({ status: 422, body: { type: '/problems/invalid-request' } });
  expect(pointers(empty.problem)).toEqual(
    [
      '/batchDate',
      '/file',
      '/importType',
      '/locationId',
      '/product',
      '/productGroup',
      '/referenceDate',
    ].sort(),
  );
  const wrong = {
    batchDate: '31/02/2026',
    referenceDate: '2026-02-30',
    controlRows: 'many',
    controlAmount: '1,5',
  };
  const refused = await upload(system, { content: '', fields: { ...wrong, colour: 'red' } });
  expect(refused.status).toBe(422);
  expect(pointers(refused.problem)).toEqual(
    ['/batchDate', '/colour', '/controlAmount', '/controlRows', '/file', '/referenceDate'].sort(),
  );
});

it('names every name that is not there, and a product of another group', async () => {
  const unknown = { location: 'Atlantis', importType: 'tea leaves', productGroup: 'Hats' };
  const refused = await upload(system, { content: someFile(), fields: unknown });
  expect(refused.status).toBe(422);
  expect(pointers(refused.problem)).toEqual(['/importType', '/location', '/productGroup']);
  const other = await upload(system, { content: someFile(), fields: { productGroup: 'Internet' } });
  expect(other).toMatchObject({ status: 422, body: { type: '/problems/product-not-in-group' } });
  expect(other.problem.detail).toBe('Call Charges is a product of Telephone Charges, not of Internet.');
  expect(pointers(other.problem)).toEqual(['/product']);
});

it('takes ids as well as names', async () => {
  const { prisma } = system.database;
  const product = await prisma.product.findFirstOrThrow({ where: { name: 'Call Charges' } });
  const type = await prisma.importType.findFirstOrThrow({ where: { name: 'essensys call logger v2' } });
  const fields = {
    location: system.locations['Leeds Dock'] as string,
    importType: type.id,
    productGroup: product.productGroupId,
    product: product.id,
  };
  const found = await importFile(system, { content: someFile(), fields });
  expect(found).toMatchObject({
    location: { name: 'Leeds Dock' },
    importType: 'essensys call logger v2',
    productGroup: 'Telephone Charges',
    product: 'Call Charges',
  });
});

it('refuses the same live bytes at a Location, until the first is given up', async () => {
  const content = someFile();
  const first = await importFile(system, { content, name: 'may.csv' });
  const same = await upload(system, { content, name: 'other.csv' });
  expect(same).toMatchObject({
    status: 409,
    body: { type: '/problems/same-file', firstImportId: first.id },
  });
  expect(same.problem.detail).toContain('may.csv');
  expect((await upload(system, { content, fields: { location: 'Leeds Dock' } })).status).toBe(202);
  expect((await cancel(first.id)).status).toBe(200);
  const again = await upload(system, { content });
  expect(again.status).toBe(202);
});

it('lets a repeat go past with a reason, and holds a later one against it all the same', async () => {
  const content = someFile();
  const first = await importFile(system, { content });
  const repeat = await upload(system, { content, fields: { allowRepeat: 'the log was made twice' } });
  expect(repeat.status).toBe(202);
  await importState(system, repeat.body.id, ['in-review']);
  await cancel(first.id);
  expect(await upload(system, { content })).toMatchObject({
    status: 409,
    body: { firstImportId: repeat.body.id },
  });
});

it('takes one of two identical uploads of the same moment', async () => {
  for (const content of [someFile(), someFile(), someFile()]) {
    const replies = await Promise.all([upload(system, { content }), upload(system, { content })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 409]);
    const [taken, refused] = replies.sort((one, other) => one.status - other.status);
    expect(refused?.problem.firstImportId).toBe(taken?.body.id);
  }
});

it.each([
  ['binary', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 1, 2, 0, 0xff]), 'binary-file'],
  ['without the columns', 'Some,Other,Header\n1,2,3\n', 'columns-missing'],
  ['only a header that is not the type’s', 'Code,Charge\n', 'columns-missing'],
  ['white space', '\n \n\n', 'empty-file'],
  ['nothing but bad rows', callFile([{ sell: 'x' }, { date: 'y' }]), 'no-readable-row'],
])(
  'fails with one clear message when the file is %s, and lets it be sent again',
  async (_what, content, code) => {
    const found = await importFile(system, { content });
    expect(found).toMatchObject({ status: 'failed', batchSheetId: null });
    expect(found.failure?.code).toBe(code);
    expect(found.failure?.message).toMatch(/^[^\n]{20,}$/);
    expect((await upload(system, { content })).status).toBe(202);
  },
);

it('keeps nothing of an upload that is broken off', async () => {
  const countImports = () => system.database.prisma.chargeImport.count();
  const before = await countImports();
  const { hostname, port } = new URL(system.api);
  const socket = net.connect(Number(port), hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  socket.write(
    `POST /v1/charge-imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${system.keys.ops}\r\n` +
      `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n${part}${someFile().repeat(500)}`,
  );
  const incoming = () =>
    Promise.resolve(readdirSync(system.files).filter((name) => name.startsWith('incoming-')).length);
  await until(incoming, (count) => count === 1);
  socket.destroy();
  await until(incoming, (count) => count === 0);
  expect(await countImports()).toBe(before);
});

it('keeps nothing of an upload that it refuses', async () => {
  const kept = () =>
    readdirSync(system.files, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const before = kept().length;
  const refused = [
    await upload(system, { content: someFile(), fields: { product: 'Nothing' } }),
    await upload(system, { content: someFile(), fields: { location: 'Nowhere' } }),
    await upload(system, { content: someFile(), fields: { batchDate: 'soon' } }),
    await upload(system, { content: someFile(), fields: { surplus: 'yes' } }),
    await upload(system, { content: someFile().repeat(2_000) }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 413]);
  expect(kept()).toHaveLength(before);
});

it('forgets what a killed process was taking in, after a day', async () => {
  const left = path.join(system.files, 'incoming-left');
  const fresh = path.join(system.files, 'incoming-fresh');
  for (const file of [left, fresh]) writeFileSync(file, 'half a file');
  const store = createFolderStore(system.files);
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  utimesSync(left, yesterday, yesterday);
  expect(await store.sweep(new Date(Date.now() - 3_600_000))).toBe(1);
  expect([existsSync(left), existsSync(fresh)]).toEqual([false, true]);
});

it('names to nobody a Location at which they may not import', async () => {
  const key = 'a-key-for-leeds';
  const id = await registerPerson(system.database.pool, { name: 'Lee', kind: 'human', roles: [], key });
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, 'ops', $2)`,
    [id, system.locations['Leeds Dock']],
  );
  const form = new FormData();
  const fields = {
    location: 'Elsewhere',
    importType: 'essensys call logger v2',
    productGroup: 'Telephone Charges',
  };
  const rest = { product: 'Call Charges', batchDate: '2026-06-01', referenceDate: '2026-05-31' };
  for (const [name, value] of Object.entries({ ...fields, ...rest })) form.set(name, value);
  form.set('file', new Blob([someFile()]), 'calls.csv');
  const headers = { authorization: `Bearer ${key}` };
  const { status, text } = await system.call('ops', 'POST', '/v1/charge-imports', form, headers);
  expect(status).toBe(422);
  expect(text).toContain('Leeds Dock');
  expect(text).not.toContain('London Bridge');
});

it('lets only those upload who may edit charges there', async () => {
  for (const who of ['viewer', 'approver', 'admin'] as const)
    expect(await upload(system, { content: someFile(), who })).toMatchObject({
      status: 403,
      body: { type: '/problems/forbidden' },
    });
});
