import type { IncomingMessage } from 'node:http';
import type { Bucket } from './bucket';
import { bucketFault } from './bucket-fault';
import { FileStoreError } from '../file-store-error';

/** How often in a row reading goes on after a break without a single byte in between. */
const breaks = 3;

/**
 * The bytes of an object from an offset on. If the connection breaks, it goes on where it was: what is stored under a
 * hash does not change, and whoever reads it compares it with the hash.
 * @throws what `ofBucket` throws.
 */
export async function* readObject(bucket: Bucket, key: string, fromByte: number): AsyncGenerator<Buffer> {
  let at = fromByte;
  for (let broken = 0; ;) {
    const body = await bucket.get(key, at).catch(atItsEnd);
    if (!body) return;
    try {
      for await (const block of withoutSilence(body, bucket.silentMs)) {
        at += block.length;
        broken = 0;
        yield block;
      }
      return;
    } catch (error) {
      if (++broken >= breaks) throw bucketFault(error);
    }
  }
}

/** Nothing is left from there on: as a folder has it, that is no fault. */
function atItsEnd(error: unknown): null {
  if (error instanceof FileStoreError && error.code === 'InvalidRange') return null;
  throw error;
}

/** Only while a block is waited for: whoever reads may take their time. */
async function* withoutSilence(body: IncomingMessage, silentMs: number): AsyncGenerator<Buffer> {
  const blocks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  try {
    for (;;) {
      const giveUp = () => body.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' }));
      const timer = setTimeout(giveUp, silentMs);
      const { value, done } = await blocks.next().finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } finally {
    body.destroy();
  }
}
