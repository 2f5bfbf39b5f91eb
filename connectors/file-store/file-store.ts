import type { Readable } from 'node:stream';

export interface FileFacts {
  sha256: string;
  bytes: number;
}

/** A file that has been received in full but is not stored yet. */
export interface ReceivedFile extends FileFacts {
  /** Durable once it resolves; the same bytes twice are one file. What is stored under its name already is replaced. */
  keep(): Promise<void>;
  /** Deletes it, unless it has been stored. */
  discard(): Promise<void>;
}

/**
 * Stores uploaded files unchanged, addressed by their content. It throws a `FileStoreError` if what is behind it, a
 * disk or a bucket, fails.
 */
export interface FileStore {
  /** Streams a file in while hashing it; if the stream is interrupted or the store fails, none of it is kept. */
  receive(content: Readable): Promise<ReceivedFile>;
  /** From that byte to the end. @throws through the stream: an error that `isNotStored`, if no such file is stored. */
  open(sha256: string, fromByte?: number): Readable;
  /** Bytes that can still be received; Infinity where that cannot be known. */
  freeBytes(): Promise<number>;
  /**
   * Writes a small file.
   * @throws FileStoreError if that fails or takes over 2 s, or if the disk is almost full.
   */
  probe(): Promise<void>;
  /** Waits until every incoming file has ended, successfully or not. */
  drain(): Promise<void>;
  /**
   * Deletes files received before that time that were neither stored nor discarded: their process was killed.
   * @returns how many.
   */
  sweep(before: Date): Promise<number>;
}

/** Where files that have not been stored yet are, in any store. */
export const incoming = 'incoming';

/** `ab/abcdef…`: the place of a file in any store, so that a folder can be copied into a bucket as it is. */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha-256');
  return `${sha256.slice(0, 2)}/${sha256}`;
}
