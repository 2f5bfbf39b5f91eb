import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type FileStore, incoming, placeOf, type ReceivedFile } from '../file-store';
import { createProbe } from '../probing';
import { createRunning } from '../running';
import { type CallTerms, openBucket } from './bucket';
import type { BucketPlace } from './bucket-place';
import { readObject } from './read-object';
import { sweepBucket } from './sweep-bucket';
import { uploadInParts } from './upload-in-parts';

/** Within which a probe must have been answered. Milliseconds. */
const probeWithinMs = 2_000;

/**
 * A bucket as file store: the same keys as a folder has files. API and worker processes share nothing but the bucket.
 * A file comes in under a key of its own, since its hash is known only at its end, and is then copied by the bucket.
 */
export async function createBucketStore(place: BucketPlace, terms?: CallTerms): Promise<FileStore> {
  const bucket = await openBucket(place, terms);
  const key = (name: string) => (place.prefix === null ? name : `${place.prefix}/${name}`);
  const receive = async (content: Readable): Promise<ReceivedFile> => {
    // It may fail before it is read, and an unhandled error would end the process.
    content.on('error', () => undefined);
    const received = key(`${incoming}/${randomUUID()}`);
    const { etag, ...facts } = await uploadInParts(bucket, received, content);
    // What cannot be removed now is swept later.
    const discard = () => bucket.remove(received).catch(() => undefined);
    const keep = async () => {
      await bucket.copy(received, key(placeOf(facts.sha256)), etag);
      await discard();
    };
    return { ...facts, discard, keep };
  };
  const probe = async () => {
    await bucket.put(key(`${incoming}/probe`), Buffer.from('probe'), AbortSignal.timeout(probeWithinMs));
  };
  const running = createRunning();
  return {
    receive: (content) => running.track(receive(content)),
    freeBytes: () => Promise.resolve(Infinity),
    probe: createProbe(probe, "the file store's bucket does not respond"),
    drain: running.drain,
    open: (sha256, fromByte = 0) =>
      Readable.from(readObject(bucket, key(placeOf(sha256)), fromByte), { objectMode: false }),
    sweep: (before) => sweepBucket(bucket, key(`${incoming}/`), before),
  };
}
