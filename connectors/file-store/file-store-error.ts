/** The store is full, or cannot be written or read at all. */
export type StoreFault = 'full' | 'unavailable';

const faults: Record<string, StoreFault> = {
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

/** A fault of the disk or the bucket under the file store; no request is to blame. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
  /** What the disk or the bucket calls it, such as ENOSPC or AccessDenied. */
  readonly code: string | undefined;
  constructor(
    readonly fault: StoreFault,
    message: string,
    { code, cause }: { code?: string; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
  }
}

/** Distinguishes disk faults from all others, such as an interrupted upload. @throws FileStoreError for them. */
export async function ofDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const fault = faults[code];
    throw fault ? new FileStoreError(fault, `the file store's disk: ${code}`, { code, cause: error }) : error;
  }
}

/** Whether a store says that it has no such file. */
export const isNotStored = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'ENOENT' && !(error instanceof FileStoreError);

/** As a folder says it of a file that it does not have. */
export const notStored = (): Error => Object.assign(new Error('no such file is stored'), { code: 'ENOENT' });
