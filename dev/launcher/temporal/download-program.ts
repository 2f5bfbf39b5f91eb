import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';
import { type Surroundings } from './surroundings';

/** Without an answer for this long, the download server is unreachable. */
const ANSWER_WITHIN_MS = 8_000;
const AT_MOST_MS = 5 * 60_000;

/**
 * Lets Temporal's SDK download its program into the cache, in a separate process that can be given up: the SDK itself
 * waits forever if a firewall drops the request.
 */
export async function downloadProgram(
  { env, cache, log, signal }: Surroundings,
  version: string,
): Promise<string> {
  const main = path.join(projectRoot(), 'dist', 'dev', 'launcher', 'temporal', 'download-main.js');
  if (!existsSync(main)) throw new Error('the project is not built yet');
  mkdirSync(cache, { recursive: true });
  // the SDK gives a file of a fixed version this name, and this suffix while it is downloading
  const file = path.join(cache, `temporal-${version}`);
  const loading = `${file}.downloading`;
  rmSync(loading, { force: true });
  log("Downloading Temporal's program, once.");
  try {
    await runDownload(main, [cache, version], env, () => existsSync(loading) || existsSync(file), signal);
    const program = path.join(cache, 'temporal');
    renameSync(file, program);
    return program;
  } finally {
    rmSync(loading, { force: true });
  }
}

function runDownload(
  main: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  hasAnswer: () => boolean,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      env,
      signal,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said = `${said}${data.toString()}`.slice(-2_000)));
    const giveUp = (why: string) => {
      said = why;
      child.kill('SIGKILL');
    };
    const timers = [
      setTimeout(
        () => hasAnswer() || giveUp(`no answer within ${ANSWER_WITHIN_MS / 1000} s`),
        ANSWER_WITHIN_MS,
      ),
      setTimeout(() => giveUp('not there after 5 minutes'), AT_MOST_MS),
    ];
    child.once('error', reject).once('close', (code) => {
      timers.forEach(clearTimeout);
      if (code === 0) resolve();
      else reject(new Error(said.trim() || `ended with code ${code}`));
    });
  });
}
