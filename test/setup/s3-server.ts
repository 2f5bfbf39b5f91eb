import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BucketPlace } from '../../connectors/file-store/bucket/bucket-place';
import { claimPort } from '../../dev/launcher/processes/ports';
import { objectFile, startS3Server } from '../../dev/launcher/s3-server/start';

const bucket = 'call-files';
const secret = 'a-secret-of-the-tests';

/** A bucket on a server of the test's own. */
export interface TestBucket {
  place: BucketPlace & { endpoint: string };
  /** The settings of API and worker. */
  env: Record<string, string>;
  /** Where all of its objects are on disk, with what belongs to no object yet. */
  folder: string;
  /** Where an object is on disk. */
  fileOf(key: string): string;
  /** The server goes away; what it has stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Removes everything. */
  close(): Promise<void>;
}

/** `describe` for what needs such a server; skipped, and said so, where there is none: never in CI. */
export const describeWithS3 = process.env.TEST_S3_SERVER ? describe : describe.skip;

/** @throws Error if there is no server; see `describeWithS3`. */
export async function startTestBucket(): Promise<TestBucket> {
  const program = process.env.TEST_S3_SERVER;
  if (!program) throw new Error('There is no S3-compatible server.');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-s3-'));
  const port = await claimPort(7570);
  const logFile = path.join(folder, 's3-server.log');
  const begin = () => startS3Server({ program, folder, port, logFile, secret });
  const fileOf = (key: string) => objectFile(folder, bucket, key);
  let server = await begin();
  mkdirSync(fileOf(''));
  return {
    place: {
      bucket,
      prefix: 'operate/connect',
      region: 'us-east-1',
      endpoint: server.env.S3_ENDPOINT,
      pathStyle: true,
      credentials: { accessKeyId: server.env.S3_ACCESS_KEY_ID, secretAccessKey: secret },
    },
    env: { FILE_STORE: 's3', S3_BUCKET: bucket, S3_PREFIX: 'operate/connect', ...server.env },
    folder: fileOf(''),
    fileOf: (key) => fileOf(`operate/connect/${key}`),
    stop: () => server.part.stop(),
    async start() {
      server = await begin();
    },
    async close() {
      await server.part.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
