import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileFacts, FileStore } from '../../connectors/file-store';
import { DamagedFileError, MissingFileError } from '../../domain/stored-file';

export interface VerifiedFile {
  /**
   * The bytes from an offset on. What stands before it is read, too, and hashed: where the stream comes to its end, the
   * whole file is the one that came in.
   * @throws DamagedFileError at the end, or behind the last byte that came in; MissingFileError. Both through the stream.
   */
  open(fromByte: number): Readable;
  /** Reads the whole file. @throws as the stream does. */
  verify(): Promise<void>;
}

/** A file of the store, held against its size and its sha-256 as it is read. @param moved Told with each block. */
export function verifiedFile(
  files: Pick<FileStore, 'open'>,
  { sha256, bytes }: FileFacts,
  moved: () => void = () => undefined,
): VerifiedFile {
  async function* read(fromByte: number): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let passed = 0;
    for await (const block of blocksOf(files, sha256)) {
      hash.update(block);
      moved();
      const before = fromByte - passed;
      passed += block.length;
      if (passed > bytes)
        throw new DamagedFileError(sha256, `it is longer than the ${bytes} bytes that came in`);
      if (before < block.length) yield before > 0 ? block.subarray(before) : block;
    }
    if (passed < bytes)
      throw new DamagedFileError(sha256, `only ${passed} of the ${bytes} bytes that came in are there`);
    if (hash.digest('hex') !== sha256)
      throw new DamagedFileError(sha256, `its ${bytes} bytes are not those that came in`);
  }
  return {
    open: (fromByte) => Readable.from(read(fromByte)),
    async verify() {
      // Nothing stands behind the last byte: what comes next is the end.
      await read(bytes).next();
    },
  };
}

async function* blocksOf(files: Pick<FileStore, 'open'>, sha256: string): AsyncGenerator<Buffer> {
  try {
    yield* files.open(sha256) as AsyncIterable<Buffer>;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new MissingFileError(sha256) : error;
  }
}
