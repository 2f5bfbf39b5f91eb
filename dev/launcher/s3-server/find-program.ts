import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const atMostMs = 10 * 60_000;

/** An S3-compatible server that keeps its objects in a folder. */
const goPackage = 'github.com/versity/versitygw/cmd/versitygw';
export const s3ServerVersion = 'v1.8.0';

export interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** The project's cache of programs: .operate-connect/bin */
  cache: string;
  log: (line: string) => void;
}

/**
 * The program of the S3-compatible server that tests use: S3_SERVER_PATH, else the project's cache, into which Go
 * builds it once. That takes a minute on a machine where Go has built nothing like it, seconds on others.
 * @throws Error that says why there is none.
 */
export async function findS3Server({ env, cache, log }: Surroundings): Promise<string> {
  if (env.S3_SERVER_PATH) return path.resolve(env.S3_SERVER_PATH);
  const folder = path.join(cache, `versitygw-${s3ServerVersion}`);
  const program = path.join(folder, 'versitygw');
  if (existsSync(program)) return program;
  await run('go', ['version'], { env, timeout: 10_000 }).catch(() => {
    throw new Error('Go is not installed, and S3_SERVER_PATH is not set');
  });
  log('Building the S3-compatible server for tests with `go install`, once.');
  mkdirSync(folder, { recursive: true });
  try {
    await run('go', ['install', `${goPackage}@${s3ServerVersion}`], {
      env: { ...env, GOBIN: folder },
      cwd: folder,
      timeout: atMostMs,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error((stderr || message).trim().split('\n').slice(-2).join(' '), { cause: error });
  }
  return program;
}
