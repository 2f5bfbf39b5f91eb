import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createBucketStore } from '../../../connectors/file-store/bucket/bucket-store';
import { type FileStore, placeOf } from '../../../connectors/file-store/file-store';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
import { startTestBucket } from '../../setup/s3-server';

/** A store under test, and what is behind it. */
export interface StoreUnderTest {
  store: FileStore;
  /** Every file behind it, stored or not. */
  left(): string[];
  /** Overwrites what is stored, behind its back. */
  damage(sha256: string, content: string): void;
  kept(sha256: string): Buffer;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

const filesIn = (folder: string): string[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));

export function folderUnderTest(): Promise<StoreUnderTest> {
  const around = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-store-'));
  const folder = path.join(around, 'files');
  const store = createFolderStore(folder);
  return Promise.resolve({
    store,
    left: () => filesIn(folder),
    damage: (sha256, content) => writeFileSync(path.join(folder, placeOf(sha256)), content),
    kept: (sha256) => readFileSync(path.join(folder, placeOf(sha256))),
    goAway() {
      renameSync(folder, `${folder}.away`);
      writeFileSync(folder, 'in its place');
      return Promise.resolve();
    },
    comeBack() {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
      return Promise.resolve();
    },
    close: () => Promise.resolve(rmSync(around, { recursive: true, force: true })),
  });
}

export async function bucketUnderTest(): Promise<StoreUnderTest> {
  const bucket = await startTestBucket();
  return {
    store: await createBucketStore(bucket.place),
    left: () => filesIn(bucket.folder).filter((name) => !name.endsWith('/probe')),
    damage: (sha256, content) => writeFileSync(bucket.fileOf(placeOf(sha256)), content),
    kept: (sha256) => readFileSync(bucket.fileOf(placeOf(sha256))),
    goAway: bucket.stop,
    comeBack: bucket.start,
    close: bucket.close,
  };
}
