import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type startPart } from '../../dev/launcher/processes/part';
import { claimPort } from '../../dev/launcher/processes/ports';
import { findS3Server } from '../../dev/launcher/s3-server/find-program';
import { objectFile, startS3Server } from '../../dev/launcher/s3-server/start';

export interface Files {
  /** Where uploads are on disk: the volume of the container, or the bucket on its server. */
  folder: string;
  /** Environment variables of API and worker. */
  env: NodeJS.ProcessEnv;
}

/** A folder that all share, /data in the container. */
export function makeSharedFolder(folder: string): Files {
  const files = path.join(folder, 'data');
  mkdirSync(files);
  chmodSync(files, 0o777);
  return { folder: files, env: { FILE_STORE_DIR: files } };
}

/** A bucket: API and workers have no folder in common. @param cache Where programs are kept that Go has built. */
export async function startBucket(begin: typeof startPart, folder: string, cache: string): Promise<Files> {
  const log = (line: string) => console.log(line);
  const program = await findS3Server({ env: process.env, cache, log });
  const at = path.join(folder, 's3');
  const secret = randomBytes(16).toString('hex');
  const logFile = path.join(folder, 'logs/s3-server.log');
  const server = await startS3Server(
    { program, folder: at, port: await claimPort(3510), logFile, secret },
    begin,
  );
  const bucket = 'call-files';
  const files = objectFile(at, bucket, '');
  mkdirSync(files);
  return { folder: files, env: { FILE_STORE: 's3', S3_BUCKET: bucket, ...server.env } };
}
