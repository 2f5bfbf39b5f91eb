import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The command line of a process, or undefined when there is none with this pid (or only its remains). */
export async function commandOf(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)]);
    const [, state, command] = /^\s*(\S+)\s+(.*?)\s*$/s.exec(stdout) ?? [];
    return state?.startsWith('Z') ? undefined : command;
  } catch {
    return undefined;
  }
}
