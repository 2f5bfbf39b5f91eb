import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { createFolderStore } from '../../../connectors/file-store/folder-store';

let around: string;
let folder: string;
beforeEach(() => {
  around = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-store-'));
  folder = path.join(around, 'files');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(around, { recursive: true, force: true });
});

const bytes = (count: number) => Readable.from([Buffer.alloc(count, 'x')]);
const left = () => readdirSync(folder, { recursive: true }).map(String);
const disk = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });

/**
 * Not a real full disk: mounting a small one is not allowed everywhere that this runs, and no such mount is
 * read-only, over
 * its quota or broken.
 */
async function breakWrites(code: string) {
  const handle = await fs.open(path.join(around, 'any'), 'w');
  await handle.close();
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  for (const write of ['write', 'writev', 'writeFile'] as const)
    jest.spyOn(prototype, write).mockRejectedValue(disk(code));
}

it.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'unavailable'],
  ['EACCES', 'unavailable'],
  ['EIO', 'unavailable'],
])('says on %s that the disk is %s, and leaves nothing of the file', async (code, fault) => {
  const store = createFolderStore(folder);
  await breakWrites(code);
  await expect(store.receive(bytes(100_000))).rejects.toMatchObject({ name: 'FileStoreError', fault });
  await expect(store.probe()).rejects.toMatchObject({ fault });
  expect(left()).toEqual([]);
});

it('says that the disk is at fault where its folder cannot be made, or a file cannot be kept', async () => {
  const store = createFolderStore(folder);
  const received = await store.receive(bytes(10));
  jest.spyOn(fs, 'rename').mockRejectedValue(disk('ENOSPC'));
  await expect(received.keep()).rejects.toMatchObject({ fault: 'full' });
  await received.discard();
  expect(left().filter((name) => name.length > 2)).toEqual([]);
  writeFileSync(path.join(around, 'file'), '');
  for (const place of ['file', 'file/below']) {
    const nowhere = createFolderStore(path.join(around, place));
    await expect(nowhere.receive(bytes(10))).rejects.toMatchObject({ fault: 'unavailable' });
    await expect(nowhere.probe()).rejects.toMatchObject({ fault: 'unavailable' });
  }
});

it('takes less than 64 MB free for full', async () => {
  const store = createFolderStore(folder);
  await store.probe();
  jest.spyOn(fs, 'statfs').mockResolvedValue({ bavail: 63, bsize: 1_048_576 } as never);
  expect(await store.freeBytes()).toBe(63 * 1_048_576);
  await expect(store.probe()).rejects.toMatchObject({ fault: 'full' });
  expect(left()).toEqual([]);
});

it('probes once for all who ask meanwhile', async () => {
  const store = createFolderStore(folder);
  const space = jest.spyOn(fs, 'statfs');
  await Promise.all([store.probe(), store.probe(), store.probe()]);
  expect(space).toHaveBeenCalledTimes(1);
  await store.probe();
  expect(space).toHaveBeenCalledTimes(2);
});

it('gives up a probe that a disk does not answer, for all who ask', async () => {
  const store = createFolderStore(folder);
  jest.spyOn(fs, 'statfs').mockReturnValue(new Promise(() => undefined));
  const unavailable = { fault: 'unavailable', message: "the file store's disk does not respond" };
  await Promise.all(
    [store.probe(), store.probe()].map((probe) => expect(probe).rejects.toMatchObject(unavailable)),
  );
});

it('does not blame the disk for an upload that breaks off', async () => {
  const store = createFolderStore(folder);
  const content = new PassThrough();
  const receiving = store.receive(content);
  content.write('half');
  content.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
  await expect(receiving).rejects.toThrow('gone');
  const late = new PassThrough();
  late.once('error', () => undefined).destroy(new Error('gone before'));
  await expect(store.receive(late)).rejects.toThrow();
  expect(left()).toEqual([]);
});

it('keeps files for its own user alone', async () => {
  const umask = process.umask(0);
  try {
    const store = createFolderStore(folder);
    const content = new PassThrough();
    const receiving = store.receive(content);
    content.write('calls');
    const [incoming] = await new Promise<string[]>((resolve) => {
      const look = setInterval(() => {
        const names = statSync(folder, { throwIfNoEntry: false }) ? left() : [];
        if (names.length > 0) resolve((clearInterval(look), names));
      }, 5);
    });
    const mode = (name: string) => (statSync(path.join(folder, name)).mode & 0o777).toString(8);
    expect([mode('.'), mode(incoming as string)]).toEqual(['700', '600']);
    content.end();
    await (await receiving).keep();
    expect(
      left()
        .map((name) => mode(name))
        .sort(),
    ).toEqual(['600', '700']);
  } finally {
    process.umask(umask);
  }
});

it('leaves a folder that is there as it is', async () => {
  mkdirSync(folder);
  chmodSync(folder, 0o750);
  await createFolderStore(folder).probe();
  expect(statSync(folder).mode & 0o777).toBe(0o750);
});
