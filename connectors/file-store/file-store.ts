import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileStoreError, ofDisk } from './file-store-error';

export interface FileFacts {
  sha256: string;
  bytes: number;
}

/** A file that has been received in full but is not stored yet. */
export interface ReceivedFile extends FileFacts {
  /** Durable once it resolves; the same bytes twice are one file. */
  keep(): Promise<void>;
  /** Deletes it, unless it has been stored. */
  discard(): Promise<void>;
}

/** Stores uploaded files unchanged, addressed by their content. It throws a `FileStoreError` if its disk fails. */
export interface FileStore {
  /** Streams a file in while hashing it; if the stream is interrupted or the disk fails, none of it is kept. */
  receive(content: Readable): Promise<ReceivedFile>;
  /** @throws if no such file is stored. */
  open(sha256: string, fromByte?: number): Readable;
  /** Bytes that can still be received. */
  freeBytes(): Promise<number>;
  /**
   * Writes a small file and removes it.
   * @throws FileStoreError if that fails or takes over 2 s, or if the disk is almost full.
   */
  probe(): Promise<void>;
  /** Waits until every incoming file has ended, successfully or not. */
  settled(): Promise<void>;
  /**
   * Deletes files received before that time that were neither stored nor discarded: their process was killed.
   * @returns how many.
   */
  sweep(before: Date): Promise<number>;
}

const incomingPrefix = 'incoming-';
/** Files contain people's calls: only the processes' own user may read them. */
const ownFile = 0o600;
const ownFolder = 0o700;
const probeWithinMs = 2_000;
/** With less than this, the disk counts as full. */
const fewestFreeBytes = 64 * 1024 * 1024;

/**
 * A folder as file store: `ab/abcdef…` for each file. All API and worker processes must use the same folder, as the
 * same user.
 */
export function createFolderStore(folder: string): FileStore {
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha-256');
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
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
      const keep = () => ofDisk(moveTo(place(facts.sha256), file));
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
  // One at a time: on a disk that hangs, probes would queue up before all other reads and writes.
  let probing: Promise<void> | null = null;
  const running = new Set<Promise<ReceivedFile>>();
  return {
    receive(content) {
      const received = ofDisk(receive(content));
      running.add(received);
      return received.finally(() => running.delete(received));
    },
    freeBytes: () => ofDisk(freeBytes()),
    probe: () => Promise.race([(probing ??= ofDisk(probe()).finally(() => (probing = null))), noAnswer()]),
    settled: async () => void (await Promise.allSettled(running)),
    open: (sha256, fromByte = 0) => createReadStream(place(sha256), { start: fromByte }),
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

/** A disk that hangs never answers. */
async function noAnswer(): Promise<never> {
  await sleep(probeWithinMs, undefined, { ref: false });
  throw new FileStoreError('unavailable', "the file store's disk does not respond");
}

/**
 * The received bytes match their hash; the stored file may have been damaged since, and whoever reads it is reading it
 * now.
 */
async function moveTo(target: string, incoming: string): Promise<void> {
  const home = path.dirname(target);
  await mkdir(home, { recursive: true, mode: ownFolder });
  await rename(incoming, target);
  await syncFolder(home);
  await syncFolder(path.dirname(home));
}

async function writeAndHash(content: Readable, file: FileHandle): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(content, hashing, file.createWriteStream({ flush: true }));
  return { sha256: hash.digest('hex'), bytes };
}

/** A rename or a new folder is durable only once the parent folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
