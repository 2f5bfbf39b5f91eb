/** The disk is full, or cannot be written or read at all. */
export type DiskFault = 'full' | 'unavailable';

const faults: Record<string, DiskFault> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'unavailable',
  EACCES: 'unavailable',
  EPERM: 'unavailable',
  EIO: 'unavailable',
  ENOENT: 'unavailable',
  EEXIST: 'unavailable',
  ENOTDIR: 'unavailable',
  ESTALE: 'unavailable',
  EMFILE: 'unavailable',
  ENFILE: 'unavailable',
};

/** A fault of the disk under the file store; no request is to blame. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
  constructor(
    readonly fault: DiskFault,
    message: string,
    options?: { cause: unknown },
  ) {
    super(message, options);
  }
}

/** Distinguishes disk faults from all others, such as an interrupted upload. @throws FileStoreError for them. */
export async function ofDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const fault = faults[code];
    throw fault ? new FileStoreError(fault, `the file store's disk: ${code}`, { cause: error }) : error;
  }
}
