import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { callFile } from '../../setup/calls';
import { upload } from '../../setup/imports';
import { rawRequest } from '../../setup/raw-request';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());
afterEach(() => jest.restoreAllMocks());

const content = () => callFile([{ sell: '1' }]);
const ready = () => system.call('viewer', 'GET', '/readyz');
const imports = () => system.database.prisma.chargeImport.count();

it('says of a full disk that it is full, and how to go on', async () => {
  const handle = await fs.open(path.join(system.files, 'any'), 'w');
  await handle.close();
  rmSync(path.join(system.files, 'any'));
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  for (const write of ['write', 'writev', 'writeFile'] as const)
    jest.spyOn(prototype, write).mockRejectedValue(full);
  const refused = await upload(system, { content: content() });
  expect(refused).toMatchObject({
    status: 507,
    body: { type: '/problems/storage-full', detail: expect.stringContaining('send it again') },
  });
  expect(await ready()).toMatchObject({ status: 503, body: { away: ['file store'] } });
  expect(readdirSync(system.files)).toEqual([]);
  expect(await imports()).toBe(0);
  jest.restoreAllMocks();
  expect(await ready()).toMatchObject({ status: 200, body: { away: [] } });
});

it('refuses an upload for which there is no room before it comes', async () => {
  jest.spyOn(fs, 'statfs').mockResolvedValue({ bavail: 1, bsize: 1_000_000 } as never);
  const { answer, socket } = rawRequest(system, {
    who: 'ops',
    path: '/v1/charge-imports',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '2000000' },
  });
  expect(await answer).toMatchObject({ status: 507, body: { type: '/problems/storage-full' } });
  socket.destroy();
});

it('is not ready, and says so to whoever uploads, without the folder of files', async () => {
  rmSync(system.files, { recursive: true });
  writeFileSync(system.files, 'in its place');
  expect(await upload(system, { content: content() })).toMatchObject({
    status: 503,
    body: { type: '/problems/storage-unavailable' },
  });
  expect(await ready()).toMatchObject({ status: 503, body: { away: ['file store'] } });
  rmSync(system.files);
  mkdirSync(system.files);
  expect((await ready()).status).toBe(200);
  expect((await upload(system, { content: content() })).status).toBe(202);
});
