import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Surroundings } from './surroundings';

const run = promisify(execFile);
const AT_MOST_MS = 20 * 60_000;

/** Builds the program with Go into the cache. The first time on a machine this takes minutes. */
export async function installProgram(
  { env, cache, log, signal }: Surroundings,
  version: string,
): Promise<string> {
  await run('go', ['version'], { env, timeout: 10_000 }).catch(() => {
    throw new Error('Go is not installed');
  });
  log(`Building Temporal's program with \`go install\`: this takes minutes, once.`);
  mkdirSync(cache, { recursive: true });
  try {
    await run('go', ['install', `github.com/temporalio/cli/cmd/temporal@${version}`], {
      env: { ...env, GOBIN: cache },
      cwd: cache,
      timeout: AT_MOST_MS,
      signal,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error((stderr || message).trim().split('\n').slice(-2).join(' '), { cause: error });
  }
  return path.join(cache, 'temporal');
}
