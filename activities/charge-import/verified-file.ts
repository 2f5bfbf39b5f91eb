import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileFacts, FileStore } from '../../connectors/file-store/file-store';
import { DamagedFileError, MissingFileError } from '../../domain/imports/stored-file';

/** Up to where an earlier attempt has read, and what the bytes before it were. */
export interface ReadBefore {
  byteOffset: number;
  /** Hex; absent in checkpoints of before it was kept. */
  sha256?: string;
}

/** What an earlier attempt read is not what stands there now: its rows are those of another file. */
export class ReadOtherwiseError extends Error {
  override readonly name = 'ReadOtherwiseError';
}

export interface VerifiedFile {
  /**
   * The bytes from an offset on. What stands before it is read, too, and hashed: where the stream comes to its end, the
   * whole file is the one that came in.
   * @throws DamagedFileError at the end, or behind the last byte that came in; MissingFileError; ReadOtherwiseError.
   * All through the stream.
   */
  open(fromByte: number): Readable;
  /**
   * sha-256 of the bytes before an offset that was passed, hex: asked for one after the other, for what was opened
   * last, and no more than 16 MB behind what was read of it.
   */
  sha256Before(byteOffset: number): string;
  /** Reads the whole file. @throws as the stream does. */
  verify(): Promise<void>;
}

/** A file of the store, held against its size and its sha-256 as it is read. @param moved Told with each block. */
export function verifiedFile(
  files: Pick<FileStore, 'open'>,
  { sha256, bytes }: FileFacts,
  { moved = () => {}, before = null }: { moved?: () => void; before?: ReadBefore | null } = {},
): VerifiedFile {
  let prefix = new PrefixHash();
  async function* read(fromByte: number, hash: PrefixHash): AsyncGenerator<Buffer> {
    let passed = 0;
    for await (const block of blocksOf(files, sha256)) {
      hash.add(block);
      moved();
      const ahead = fromByte - passed;
      passed += block.length;
      if (passed > bytes)
        throw new DamagedFileError(sha256, `it is longer than the ${bytes} bytes that came in`);
      if (ahead >= block.length) hash.before(passed);
      else {
        if (ahead > 0) requireSame(hash, fromByte, before);
        yield ahead > 0 ? block.subarray(ahead) : block;
      }
    }
    if (passed < bytes)
      throw new DamagedFileError(sha256, `only ${passed} of the ${bytes} bytes that came in are there`);
    if (hash.ofAll() !== sha256)
      throw new DamagedFileError(sha256, `its ${bytes} bytes are not those that came in`);
  }
  return {
    open: (fromByte) => Readable.from(read(fromByte, (prefix = new PrefixHash()))),
    sha256Before: (byteOffset) => prefix.before(byteOffset),
    async verify() {
      // Nothing stands behind the last byte: what comes next is the end.
      await read(bytes, new PrefixHash()).next();
    },
  };
}

function requireSame(hash: PrefixHash, fromByte: number, before: ReadBefore | null): void {
  if (before?.sha256 === undefined || before.byteOffset !== fromByte) return;
  if (hash.before(fromByte) !== before.sha256)
    throw new ReadOtherwiseError('what was read before is not what stands in the file: it is read anew');
}

/**
 * Whoever reads has read this much ahead, at the most, of what it asks about; what is further behind is kept no longer.
 */
const maxBehind = 16_000_000;

/** Hashes what comes: all of it, or up to one byte after the other. */
class PrefixHash {
  private readonly hash: Hash = createHash('sha256');
  private waiting: Buffer[] = [];
  private hashed = 0;
  private come = 0;

  add(block: Buffer): void {
    this.waiting.push(block);
    this.come += block.length;
    if (this.come - this.hashed > maxBehind) this.hashUpTo(this.come - maxBehind);
  }

  /** Whoever reads may be far behind: what they have not asked for yet can still be asked for. */
  ofAll(): string {
    const all = this.hash.copy();
    for (const block of this.waiting) all.update(block);
    return all.digest('hex');
  }

  /** @param byteOffset Not before the one asked for last. @throws Error where it is, or is too far behind. */
  before(byteOffset: number): string {
    if (byteOffset < this.hashed) throw new Error('asked for what was let go');
    this.hashUpTo(byteOffset);
    return this.hash.copy().digest('hex');
  }

  private hashUpTo(byteOffset: number): void {
    while (this.hashed < byteOffset) {
      const [first, ...rest] = this.waiting;
      if (!first) throw new Error('asked for more than has come');
      const due = first.subarray(0, byteOffset - this.hashed);
      this.hash.update(due);
      this.hashed += due.length;
      this.waiting = due.length < first.length ? [first.subarray(due.length), ...rest] : rest;
    }
  }
}

async function* blocksOf(files: Pick<FileStore, 'open'>, sha256: string): AsyncGenerator<Buffer> {
  try {
    yield* files.open(sha256) as AsyncIterable<Buffer>;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new MissingFileError(sha256) : error;
  }
}
