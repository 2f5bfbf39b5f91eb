import type { Bucket } from './bucket';

/** Removes what was begun under a prefix before that time: objects, and uploads in parts. @returns how many. */
export async function sweepBucket(bucket: Bucket, prefix: string, before: Date): Promise<number> {
  let gone = 0;
  for await (const { key, at } of bucket.objects(prefix)) {
    if (at >= before) continue;
    await bucket.remove(key);
    gone++;
  }
  for await (const { key, at, uploadId } of bucket.uploads(prefix)) {
    if (at >= before) continue;
    await bucket.abort(key, uploadId);
    gone++;
  }
  return gone;
}
