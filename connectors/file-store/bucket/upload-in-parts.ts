import { setTimeout as sleep } from 'node:timers/promises';
import type { FileFacts } from '../file-store';
import { createMeasure } from '../measure';
import type { Bucket, Part } from './bucket';

/** S3's least is 5 MB, and 10,000 parts are its most: together 83 GB. An upload needs this much memory. */
const partBytes = 8 * 1024 * 1024;
/** How long to wait for the removal of what was received; removal continues regardless. */
const cleanUpWithinMs = 2_000;

/**
 * Streams content into an object, whatever its size. One part after the other: content waits while one is sent.
 * If that fails, none of it is kept, unless the bucket is away: then what is left is for the sweep.
 * @returns what it was, and the object's ETag.
 */
export async function uploadInParts(
  bucket: Bucket,
  key: string,
  content: AsyncIterable<Buffer>,
): Promise<FileFacts & { etag: string }> {
  const measure = createMeasure();
  const parts: Part[] = [];
  let uploadId: string | undefined;
  const upload = async () => {
    for await (const { bytes, isLast } of partsOf(content, measure.add)) {
      if (isLast && !uploadId) return bucket.put(key, bytes);
      uploadId ??= await bucket.begin(key);
      parts.push(await bucket.putPart(key, uploadId, parts.length + 1, bytes));
    }
    return bucket.complete(key, uploadId as string, parts);
  };
  try {
    const etag = await upload();
    return { etag, ...measure.facts() };
  } catch (error) {
    await Promise.race([cleanUp(bucket, key, uploadId), sleep(cleanUpWithinMs, undefined, { ref: false })]);
    throw error;
  }
}

/** Also the object: it is there if only the last answer was lost. */
async function cleanUp(bucket: Bucket, key: string, uploadId: string | undefined): Promise<void> {
  await Promise.allSettled([
    ...(uploadId === undefined ? [] : [bucket.abort(key, uploadId)]),
    bucket.remove(key),
  ]);
}

/** The last may be shorter, and empty only if all is. Valid until the next is asked for: they share their memory. */
async function* partsOf(content: AsyncIterable<Buffer>, taking: (chunk: Buffer) => void) {
  const part = Buffer.allocUnsafe(partBytes);
  let filled = 0;
  for await (const chunk of content) {
    taking(chunk);
    for (let taken = 0; taken < chunk.length;) {
      if (filled === partBytes) {
        yield { bytes: part, isLast: false };
        filled = 0;
      }
      const copied = chunk.copy(part, filled, taken);
      filled += copied;
      taken += copied;
    }
  }
  yield { bytes: part.subarray(0, filled), isLast: true };
}
