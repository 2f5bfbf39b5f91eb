import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface StoredFile {
  sha256: string;
  bytes: number;
}

/** Keeps uploaded files whole, by what is in them. */
export interface FileStore {
  /** Streams a file in while it is hashed. Durable once it answers; the same bytes twice are one file. */
  put(content: Readable): Promise<StoredFile>;
  /** @throws when no such file is kept. */
  open(sha256: string, fromByte?: number): Readable;
  /** Waits until every put has ended, well or not. */
  settled(): Promise<void>;
}

/** A folder as file store: `ab/abcdef…` for each file. All API and worker processes must see the same folder. */
export function createFolderStore(folder: string): FileStore {
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha-256');
    return path.join(folder, sha256.slice(0, 2), sha256);
  };
  const keep = async (content: Readable): Promise<StoredFile> => {
    await mkdir(folder, { recursive: true });
    const incoming = path.join(folder, `incoming-${randomUUID()}`);
    try {
      const stored = await writeAndHash(content, incoming);
      const target = place(stored.sha256);
      await mkdir(path.dirname(target), { recursive: true });
      const kept = await stat(target).catch(() => null);
      if (kept?.size === stored.bytes) await rm(incoming);
      else await rename(incoming, target);
      await syncFolder(path.dirname(target));
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  };
  const running = new Set<Promise<StoredFile>>();
  return {
    put(content) {
      const kept = keep(content);
      running.add(kept);
      return kept.finally(() => running.delete(kept));
    },
    settled: async () => void (await Promise.allSettled(running)),
    open: (sha256, fromByte = 0) => createReadStream(place(sha256), { start: fromByte }),
  };
}

async function writeAndHash(content: Readable, file: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(content, hashing, createWriteStream(file, { flush: true }));
  return { sha256: hash.digest('hex'), bytes };
}

/** A rename is only durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
