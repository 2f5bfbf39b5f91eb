import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Part, startPart } from '../processes/part';
import { isListening } from '../processes/ports';
import { untilReady } from '../processes/until-ready';

export interface S3Server {
  part: Part;
  /** Where it is, and who may use it, as API and worker read it. */
  env: Record<'S3_ENDPOINT' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY', string>;
}

export interface S3ServerOptions {
  program: string;
  /** Each folder in `buckets` below it is a bucket, and each file in that an object. */
  folder: string;
  port: number;
  logFile: string;
  secret: string;
}

/** Starts it on 127.0.0.1, and waits until it listens; with the same folder, what it had is there again. */
export async function startS3Server(
  options: S3ServerOptions,
  begin: typeof startPart = startPart,
): Promise<S3Server> {
  const { program, folder, port, logFile, secret } = options;
  const [buckets, facts] = [path.join(folder, 'buckets'), path.join(folder, 'facts')];
  for (const one of [buckets, facts]) mkdirSync(one, { recursive: true });
  const key = 'operate-connect';
  const part = await begin({
    name: 'S3 server',
    command: program,
    // Facts about objects beside them: not every file system has extended attributes.
    args: ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', '--sidecar', facts, buckets],
    cwd: folder,
    env: { PATH: process.env.PATH, ROOT_ACCESS_KEY: key, ROOT_SECRET_KEY: secret },
    logFile,
    append: true,
  });
  await untilReady(part, () => isListening(port));
  return {
    part,
    env: { S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_ACCESS_KEY_ID: key, S3_SECRET_ACCESS_KEY: secret },
  };
}

/** Where an object is on the server's disk. */
export const objectFile = (folder: string, bucket: string, key: string): string =>
  path.join(folder, 'buckets', bucket, key);
