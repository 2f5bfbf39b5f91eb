import { FileStoreError, notStored } from '../file-store-error';

/** What S3-compatible servers call it when there is no room left. */
const full = ['QuotaExceeded', 'QuotaExceededException', 'InsufficientStorage', 'XMinioStorageFull'];

interface CallError {
  name?: string;
  /** Of the network. */
  code?: string;
  /** Of the server's answer; absent if there was none. */
  $metadata?: { httpStatusCode?: number };
}

/**
 * The error of a call to the bucket, as the file store reports it. Without the call's own error, which contains what
 * the request was signed with.
 */
export function bucketFault(error: unknown): Error {
  const { name = '', code, $metadata } = (error ?? {}) as CallError;
  const status = $metadata?.httpStatusCode;
  if (name === 'NoSuchKey') return notStored();
  const called = [code, name].find((one) => one !== undefined && /^\w{1,60}$/.test(one)) ?? 'Unknown';
  const isFull = status === 507 || full.includes(called);
  return new FileStoreError(isFull ? 'full' : 'unavailable', `the file store's bucket: ${called}`, {
    code: called,
  });
}

/** @throws FileStoreError, or an error that `isNotStored`, whatever a call to the bucket throws. */
export async function ofBucket<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw bucketFault(error);
  }
}
