import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FileFacts, type FileStore, incoming, placeOf, type ReceivedFile } from './file-store';
import { FileStoreError, ofDisk } from './file-store-error';
import { createMeasure } from './measure';
import { createProbe } from './probing';
import { createRunning } from './running';

const incomingPrefix = `${incoming}-`;
/** Files contain people's calls: only the processes' own user may read them. */
const ownFile = 0o600;
const ownFolder = 0o700;
/** With less than this, the disk counts as full. */
const fewestFreeBytes = 64 * 1024 * 1024;

/**
 * A folder as file store: `ab/abcdef…` for each file. All API and worker processes must use the same folder, as the
 * same user.
 */
export function createFolderStore(folder: string): FileStore {
  const makeFolder = () => mkdir(folder, { recursive: true, mode: ownFolder });
  const makeIncoming = async () => {
    await makeFolder();
    const file = path.join(folder, `${incomingPrefix}${randomUUID()}`);
    return { file, handle: await open(file, 'wx', ownFile) };
  };
  const receive = async (content: Readable): Promise<ReceivedFile> => {
    // It may fail before it is read, and an unhandled error would end the process.
    content.on('error', () => undefined);
    const { file, handle } = await makeIncoming();
    const discard = () => rm(file, { force: true });
    try {
      const facts = await writeAndHash(content, handle);
      const keep = () => ofDisk(moveTo(path.join(folder, placeOf(facts.sha256)), file));
      return { ...facts, discard, keep };
    } catch (error) {
      await discard();
      throw error;
    }
  };
  const freeBytes = async () => {
    await makeFolder();
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  const probe = async () => {
    const { file, handle } = await makeIncoming();
    try {
      await handle.writeFile('probe').finally(() => handle.close());
    } finally {
      await rm(file, { force: true });
    }
    if ((await freeBytes()) < fewestFreeBytes)
      throw new FileStoreError('full', `less than ${fewestFreeBytes} bytes are free`);
  };
  const running = createRunning();
  return {
    receive: (content) => running.track(ofDisk(receive(content))),
    freeBytes: () => ofDisk(freeBytes()),
    probe: createProbe(() => ofDisk(probe()), "the file store's disk does not respond"),
    drain: running.drain,
    open: (sha256, fromByte = 0) => createReadStream(path.join(folder, placeOf(sha256)), { start: fromByte }),
    async sweep(before) {
      const names = await readdir(folder).catch(() => []);
      const left = names
        .filter((name) => name.startsWith(incomingPrefix))
        .map((name) => path.join(folder, name));
      const old = await Promise.all(
        left.map(async (file) => ((await stat(file).catch(() => null))?.mtime ?? before) < before),
      );
      const gone = left.filter((_file, at) => old[at]);
      await Promise.all(gone.map((file) => rm(file, { force: true })));
      return gone.length;
    },
  };
}

/**
 * The received bytes match their hash; the stored file may have been damaged since, and whoever reads it is reading it
 * now.
 */
async function moveTo(target: string, received: string): Promise<void> {
  const home = path.dirname(target);
  await mkdir(home, { recursive: true, mode: ownFolder });
  await rename(received, target);
  await syncFolder(home);
  await syncFolder(path.dirname(home));
}

async function writeAndHash(content: Readable, file: FileHandle): Promise<FileFacts> {
  const measure = createMeasure();
  const measuring = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      measure.add(chunk);
      done(null, chunk);
    },
  });
  await pipeline(content, measuring, file.createWriteStream({ flush: true }));
  return measure.facts();
}

/** A rename or a new folder is durable only once the parent folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
