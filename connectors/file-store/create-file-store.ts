import { createBucketStore } from './bucket/bucket-store';
import type { FileStore } from './file-store';
import { createFolderStore } from './folder-store';
import type { BucketPlace } from './bucket/bucket-place';

/** Where uploaded files are. */
export type FileStorePlace = { kind: 'folder'; folder: string } | ({ kind: 's3' } & BucketPlace);

export async function createFileStore(place: FileStorePlace): Promise<FileStore> {
  return place.kind === 'folder' ? createFolderStore(place.folder) : await createBucketStore(place);
}
