import type { IncomingMessage } from 'node:http';
import type { ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import { ofBucket } from './bucket-fault';
import type { BucketPlace } from './bucket-place';

/** How long calls may take. Milliseconds. */
export interface CallTerms {
  connectWithinMs: number;
  /** For each try, until the answer begins. */
  answerWithinMs: number;
  /** Servers copy up to 5 GB before they answer. */
  copyWithinMs: number;
  /** A bucket that sends nothing for this long, although it is asked to, has broken off. */
  silentMs: number;
}

const usual: CallTerms = {
  connectWithinMs: 2_000,
  answerWithinMs: 20_000,
  copyWithinMs: 180_000,
  silentMs: 20_000,
};
/** A call is tried this often, with pauses of a second at most in between. */
const tries = 3;

/** A part of an upload that has arrived. */
export interface Part {
  PartNumber: number;
  ETag: string;
}

/** Something that was begun, and when. */
export interface Begun {
  key: string;
  at: Date;
  /** Of an upload in parts that was never completed. */
  uploadId?: string;
}

/** The calls to a bucket. Each has a deadline and few tries, and throws as `ofBucket` says. */
export type Bucket = Awaited<ReturnType<typeof openBucket>>;

export async function openBucket(
  { bucket, region, endpoint, pathStyle, credentials }: BucketPlace,
  { connectWithinMs, answerWithinMs, copyWithinMs, silentMs } = usual,
) {
  // 20 MB of memory that nobody needs who has a folder.
  const s3 = await import('@aws-sdk/client-s3');
  const client = new s3.S3Client({
    region,
    ...(endpoint !== null && { endpoint, forcePathStyle: pathStyle }),
    ...(credentials && { credentials }),
    maxAttempts: tries,
    // A part is signed with its SHA-256, and every file is compared with its own when it is read. Checksums besides
    // would cost time, and older servers do not know them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: connectWithinMs,
      requestTimeout: answerWithinMs,
      throwOnRequestTimeout: true,
      socketTimeout: copyWithinMs,
    },
  });
  const of = (Key: string) => ({ Bucket: bucket, Key });
  return {
    silentMs,
    /** @returns its ETag. @param signal Ends the call, tries and all. */
    async put(key: string, content: Buffer, signal?: AbortSignal): Promise<string> {
      const command = new s3.PutObjectCommand({ ...of(key), Body: content });
      return (await ofBucket(client.send(command, { abortSignal: signal }))).ETag as string;
    },
    /** @returns the id of an upload in parts. */
    async begin(key: string): Promise<string> {
      const begun = await ofBucket(client.send(new s3.CreateMultipartUploadCommand(of(key))));
      return begun.UploadId as string;
    },
    /** @param content 5 MB at least, but for the last part. */
    async putPart(key: string, UploadId: string, PartNumber: number, content: Buffer): Promise<Part> {
      const command = new s3.UploadPartCommand({ ...of(key), UploadId, PartNumber, Body: content });
      return { PartNumber, ETag: (await ofBucket(client.send(command))).ETag as string };
    },
    /** @returns the ETag of the whole. */
    async complete(key: string, UploadId: string, Parts: Part[]): Promise<string> {
      const command = new s3.CompleteMultipartUploadCommand({
        ...of(key),
        UploadId,
        MultipartUpload: { Parts },
      });
      return (await ofBucket(client.send(command))).ETag as string;
    },
    async abort(key: string, UploadId: string): Promise<void> {
      await ofBucket(client.send(new s3.AbortMultipartUploadCommand({ ...of(key), UploadId })));
    },
    /** @param etag What must be there under the first key: nothing else is copied. */
    async copy(from: string, to: string, etag: string): Promise<void> {
      const command = new s3.CopyObjectCommand({
        ...of(to),
        CopySource: `${bucket}/${from}`,
        CopySourceIfMatch: etag,
      });
      await ofBucket(client.send(command, { requestTimeout: copyWithinMs }));
    },
    /** Also where there is none. */
    async remove(key: string): Promise<void> {
      await ofBucket(client.send(new s3.DeleteObjectCommand(of(key))));
    },
    /** The bytes from an offset on. */
    async get(key: string, fromByte: number): Promise<IncomingMessage> {
      const Range = fromByte > 0 ? `bytes=${fromByte}-` : undefined;
      const { Body } = await ofBucket(client.send(new s3.GetObjectCommand({ ...of(key), Range })));
      return Body as IncomingMessage;
    },
    /** All objects under a prefix. */
    async *objects(prefix: string): AsyncGenerator<Begun> {
      const pages = s3.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix });
      for (;;) {
        const { value, done } = await ofBucket(pages.next());
        if (done) return;
        for (const { Key, LastModified } of value.Contents ?? [])
          if (Key && LastModified) yield { key: Key, at: LastModified };
      }
    },
    /** All uploads in parts under a prefix that were neither completed nor aborted. */
    async *uploads(prefix: string): AsyncGenerator<Required<Begun>> {
      for (let at: { KeyMarker?: string; UploadIdMarker?: string } | null = {}; at;) {
        const page: ListMultipartUploadsCommandOutput = await ofBucket(
          client.send(new s3.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...at })),
        );
        for (const { Key, Initiated, UploadId } of page.Uploads ?? [])
          if (Key && Initiated && UploadId) yield { key: Key, at: Initiated, uploadId: UploadId };
        const { NextKeyMarker, NextUploadIdMarker } = page;
        at = page.IsTruncated ? { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker } : null;
      }
    },
  };
}
