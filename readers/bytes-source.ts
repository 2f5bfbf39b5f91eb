import { Readable } from 'node:stream';
import type { FileSource } from './records';

const bytesAtOnce = 65_536;

/** Bytes in memory as a file. @param signal When it is aborted, reading ends with its reason. */
export const bytesSource = (bytes: Buffer, signal: AbortSignal): FileSource => ({
  open: (fromByte) => Readable.from(pieces(bytes, fromByte, signal)),
});

function* pieces(bytes: Buffer, fromByte: number, signal: AbortSignal): Generator<Buffer> {
  for (let at = fromByte; at < bytes.length; at += bytesAtOnce) {
    signal.throwIfAborted();
    yield bytes.subarray(at, at + bytesAtOnce);
  }
}
