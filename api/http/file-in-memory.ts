import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FileFacts } from '../../connectors/file-store/file-store';
import type { Receiver } from './multipart';

/** A file of a form that is only looked at. */
export interface FileInMemory extends FileFacts {
  content: Buffer;
  discard(): Promise<void>;
}

/** For small files: nothing of them is written to disk. */
export const inMemory: Receiver<FileInMemory> = {
  async receive(stream: Readable) {
    const pieces: Buffer[] = [];
    for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
    const content = Buffer.concat(pieces);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { content, bytes: content.length, sha256, discard: () => Promise.resolve() };
  },
  freeBytes: () => Promise.resolve(Infinity),
};
