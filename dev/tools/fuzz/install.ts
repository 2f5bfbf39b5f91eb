import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Python or its package index cannot be had here. */
export class NoSchemathesis extends Error {}

/**
 * Schemathesis in a virtual environment of Python below `folder`; installed once for each set of versions.
 * @returns the path of its program.
 * @throws NoSchemathesis
 */
export async function installSchemathesis(root: string, folder: string): Promise<string> {
  const requirements = path.join(root, 'dev/tools/fuzz/requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const installed = path.join(folder, 'installed.txt');
  const program = path.join(folder, 'bin/schemathesis');
  if (existsSync(program) && existsSync(installed) && readFileSync(installed, 'utf8') === wanted)
    return program;
  try {
    await run('python3', ['-m', 'venv', '--clear', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    await run(path.join(folder, 'bin/python'), pip, { timeout: 300_000 });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new NoSchemathesis((stderr?.trim() || message).split('\n').at(-1), { cause: error });
  }
  writeFileSync(installed, wanted);
  return program;
}
