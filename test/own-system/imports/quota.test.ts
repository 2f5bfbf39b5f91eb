import { readdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { upload } from '../../setup/imports';
import { rawRequest } from '../../setup/raw-request';
import { startSystem } from '../../setup/own-system';
import { askApi, type OwnSystem } from '../../setup/system';

let system: OwnSystem;
let at: string;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  at = system.locations['London Bridge'] as string;
});
afterAll(() => system.stop());

const path = () => `/v1/locations/${at}` as const;
const limit = (storedBytesLimit: number | null) =>
  system.call('admin', 'PATCH', path(), { storedBytesLimit });
const storedBytes = async () => (await system.call('viewer', 'GET', path())).body.storedBytes;
const files = () =>
  readdirSync(system.files, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
const imports = () => system.database.prisma.chargeImport.count();
const file = (bytes: number) => `${randomBytes(bytes).toString('hex')}`.slice(0, bytes);

it('shows what a Location keeps, and may keep', async () => {
  const { body } = await system.call('viewer', 'GET', path());
  expect(body).toMatchObject({ storedBytes: 0, storedBytesLimit: null });
  expect((await upload(system, { content: file(1_000) })).status).toBe(202);
  expect(await storedBytes()).toBe(1_000);
  expect((await limit(2_500)).body).toMatchObject({ storedBytes: 1_000, storedBytesLimit: 2_500 });
  const list = await system.call('admin', 'GET', '/v1/locations');
  expect(list.body.items).toContainEqual(expect.objectContaining({ id: at, storedBytesLimit: 2_500 }));
});

it('refuses a file for which a Location has no room, and keeps nothing of it', async () => {
  const before = [files(), await imports()];
  const { status, body } = await upload(system, { content: file(1_501) });
  expect([status, body]).toEqual([409, expect.objectContaining({ type: '/problems/quota-exceeded' })]);
  expect([files(), await imports()]).toEqual(before);
  expect(await storedBytes()).toBe(1_000);
  const elsewhere = await upload(system, { content: file(1_501), fields: { location: 'Leeds Dock' } });
  expect(elsewhere.status).toBe(202);
});

it('lets in one of two files that come together, where there is room for one', async () => {
  const before = files();
  const replies = await Promise.all([1, 2, 3, 4].map(() => upload(system, { content: file(1_200) })));
  expect(replies.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409]);
  expect(files()).toBe(before + 1);
  expect(await storedBytes()).toBe(2_200);
});

it('counts a file that is imported again once', async () => {
  const content = file(300);
  expect((await upload(system, { content })).status).toBe(202);
  expect(await storedBytes()).toBe(2_500);
  const again = await upload(system, { content, fields: { allowRepeat: 'the first was read wrongly' } });
  expect(again.status).toBe(202);
  expect(await storedBytes()).toBe(2_500);
  expect((await upload(system, { content: file(1) })).status).toBe(409);
});

const boundary = 'quota';
const part = (name: string, value: string, more = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}`;
const beginning = (location: string, first: string) =>
  `${part('location', location)}\r\n${part('file', first, '; filename="calls.csv"')}`;
const announce = (headers: Record<string, string>, body = '') =>
  rawRequest(
    system,
    {
      who: 'ops',
      path: '/v1/charge-imports',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers },
    },
    body,
  );
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const refused = { status: 409, body: { type: '/problems/quota-exceeded' } };

it('refuses a file as soon as too much of it has come, and keeps nothing of it', async () => {
  const before = files();
  const endless = announce(
    { 'transfer-encoding': 'chunked' },
    chunk(beginning('London Bridge', 'x'.repeat(1_000))),
  );
  const early = await Promise.race([
    endless.answer,
    new Promise((resolve) => setTimeout(resolve, 300, 'no')),
  ]);
  expect(early).toBe('no');
  // The largest file that is kept there has 1,200 bytes: one of 1,201 is none of them again.
  endless.socket.write(chunk('x'.repeat(201)));
  expect(await endless.answer).toMatchObject(refused);
  endless.socket.destroy();
  const elsewhere = announce(
    { 'transfer-encoding': 'chunked' },
    chunk(beginning('Leeds Dock', file(5_000))) + chunk(`\r\n--${boundary}--\r\n`) + '0\r\n\r\n',
  );
  expect((await elsewhere.answer).status).toBe(422);
  expect(files()).toBe(before);
});

it('refuses a file by its announced size, where no Location of the person has room', async () => {
  const others = 'UPDATE location SET stored_bytes_limit = CASE WHEN $2 THEN 20000 END WHERE id <> $1';
  await system.database.query(others, [at, true]);
  const { answer, socket } = announce({ 'content-length': '2000000' });
  expect(await answer).toMatchObject(refused);
  socket.destroy();
  await system.database.query(others, [at, false]);
  const read = announce({ 'content-length': '2000000' }, beginning('Leeds Dock', 'x'));
  expect(await Promise.race([read.answer, new Promise((resolve) => setTimeout(resolve, 300, 'no'))])).toBe(
    'no',
  );
  read.socket.destroy();
});

it('takes a limit below what there is: then no further file comes in', async () => {
  expect((await limit(10)).status).toBe(200);
  expect((await upload(system, { content: file(5) })).status).toBe(409);
  expect((await limit(-1)).status).toBe(422);
  expect((await limit(null)).status).toBe(200);
  expect((await upload(system, { content: file(5) })).status).toBe(202);
});

it('lets only admins for all Locations change it', async () => {
  const key = 'admin-of-one';
  const id = await registerPerson(system.database.pool, { name: key, kind: 'human', roles: [], key });
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, 'admin', $2)`,
    [id, at],
  );
  const edit = (body: object) =>
    askApi(system.api, 'PATCH', path(), body, { authorization: `Bearer ${key}`, 'if-match': '*' });
  expect((await edit({ callLogger: true })).status).toBe(200);
  expect((await edit({ storedBytesLimit: null })).status).toBe(403);
});

it('is guarded by the database, too', async () => {
  await limit(10);
  const copy = system.database.query(
    `INSERT INTO charge_import (location_id, import_type_id, product_id, batch_date, reference_date, file_sha256,
       file_name, file_bytes, uploaded_by)
     SELECT location_id, import_type_id, product_id, batch_date, reference_date, 'other', file_name, 1, uploaded_by
     FROM charge_import WHERE location_id = $1 LIMIT 1`,
    [at],
  );
  await expect(copy).rejects.toMatchObject({ constraint: 'location_stored_bytes_limit' });
});
