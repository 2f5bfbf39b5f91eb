import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs the program with `--version`: whether it exists, runs here, and is Temporal's.
 * @returns undefined if so, otherwise its output or the fault.
 */
export async function faultOf(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 10_000 });
    return /^temporal version/i.test(stdout)
      ? undefined
      : `${program} is another program: ${firstLine(stdout)}`;
  } catch (error) {
    const { code, stderr, message } = error as { code?: string | number; stderr?: string; message: string };
    if (code === 'ENOENT') return `${program} does not exist`;
    return `${program} does not run: ${firstLine(stderr || message)}`;
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
