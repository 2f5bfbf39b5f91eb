import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileFacts, FileStore } from '../../connectors/file-store/file-store';
import { isNotStored } from '../../connectors/file-store/file-store-error';
import { DamagedFileError, MissingFileError } from '../../domain/imports/stored-file';

/** How far an earlier attempt has read, and the hash of the bytes before that. */
export interface ReadBefore {
  byteOffset: number;
  /** Hex; absent in checkpoints from before it was recorded. */
  sha256?: string;
}

/** The bytes that an earlier attempt read differ from those in the file now: its rows belong to another file. */
export class ReadOtherwiseError extends Error {
  override readonly name = 'ReadOtherwiseError';
}

export interface VerifiedFile {
  /**
   * The bytes from an offset on. The bytes before it are read and hashed too: when the stream ends, the whole file has
   * been verified to be the one received.
   * @throws DamagedFileError at the end, or after the last byte received; MissingFileError; ReadOtherwiseError. All of
   * them through the stream.
   */
  open(fromByte: number): Readable;
  /**
   * sha-256, hex, of the bytes before an offset. Offsets must be asked for in ascending order, for the stream that was
   * opened last, and at most 16 MB behind what has been read of it.
   */
  sha256Before(byteOffset: number): string;
  /** Nothing before this offset will be asked for: its bytes need not be kept for that. */
  passed(byteOffset: number): void;
  /** Reads the whole file. @throws the same errors as the stream. */
  verify(): Promise<void>;
}

/** A file in the store, checked against its size and sha-256 as it is read. @param moved Called for each block. */
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
      if (passed > bytes) throw new DamagedFileError(sha256, `it is longer than the ${bytes} bytes received`);
      if (ahead >= block.length) hash.before(passed);
      else {
        if (ahead > 0) requireSame(hash, fromByte, before);
        yield ahead > 0 ? block.subarray(ahead) : block;
      }
    }
    if (passed < bytes)
      throw new DamagedFileError(sha256, `only ${passed} of the ${bytes} bytes received are there`);
    if (hash.ofAll() !== sha256)
      throw new DamagedFileError(sha256, `its ${bytes} bytes are not the ones received`);
  }
  return {
    open: (fromByte) => Readable.from(read(fromByte, (prefix = new PrefixHash()))),
    sha256Before: (byteOffset) => prefix.before(byteOffset),
    passed: (byteOffset) => prefix.hashUpTo(byteOffset),
    async verify() {
      // Nothing follows the last byte: the next event is the end.
      await read(bytes, new PrefixHash()).next();
    },
  };
}

function requireSame(hash: PrefixHash, fromByte: number, before: ReadBefore | null): void {
  if (before?.sha256 === undefined || before.byteOffset !== fromByte) return;
  if (hash.before(fromByte) !== before.sha256)
    throw new ReadOtherwiseError(
      'the file differs from what was read before: it is read again from its start',
    );
}

/** Upper bound for how far the reader is ahead of the offset that it asks about; what lies further back is dropped. */
const maxBehind = 16_000_000;

/** Hashes the incoming bytes: all of them, or those up to successive offsets. */
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

  /** The reader may be far behind: offsets that it has not asked for yet remain available. */
  ofAll(): string {
    const all = this.hash.copy();
    for (const block of this.waiting) all.update(block);
    return all.digest('hex');
  }

  /** @param byteOffset At or after the one asked for last. @throws Error if it is before that, or too far behind. */
  before(byteOffset: number): string {
    if (byteOffset < this.hashed) throw new Error('the offset asked for is no longer kept');
    this.hashUpTo(byteOffset);
    return this.hash.copy().digest('hex');
  }

  hashUpTo(byteOffset: number): void {
    while (this.hashed < byteOffset) {
      const [first, ...rest] = this.waiting;
      if (!first) throw new Error('the offset asked for has not been read yet');
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
    throw isNotStored(error) ? new MissingFileError(sha256) : error;
  }
}
