import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';

const run = promisify(execFile);
const everyMs = 250;

/** Watches a process. @returns the function that stops it and returns the process's peak memory, in MiB. */
export function watchMemory(pid: number): () => number {
  let peak = 0;
  const look = async () => void (peak = Math.max(peak, await residentMiB(pid)));
  void look();
  const timer = setInterval(() => void look(), everyMs);
  return () => {
    clearInterval(timer);
    return Math.round(peak);
  };
}

async function residentMiB(pid: number): Promise<number> {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // No /proc here, as on macOS.
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '0' }));
    return Number(stdout) / 1024;
  }
}
