import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** libfaketime, which shows a process another time than the machine's. */
export interface Faketime {
  /**
   * For multithreaded programs. It holds a lock meanwhile, so that a signal handler that reads the time may deadlock.
   */
  threads: string;
  /** For single-threaded programs, whatever their signal handlers do. */
  oneThread: string;
}

const folders = (): string[] => {
  const lib = '/usr/lib';
  const triplets = existsSync(lib) ? readdirSync(lib).filter((name) => name.includes('-linux-')) : [];
  return [...triplets.map((name) => path.join(lib, name)), lib, '/usr/lib64', '/usr/local/lib'];
};

/** Where packages of Linux systems install it; undefined if there is none that works. */
export function findFaketime(): Faketime | undefined {
  return folders()
    .map((folder) => path.join(folder, 'faketime'))
    .map((folder) => ({
      threads: path.join(folder, 'libfaketimeMT.so.1'),
      oneThread: path.join(folder, 'libfaketime.so.1'),
    }))
    .find(({ threads, oneThread }) => existsSync(oneThread) && works(threads));
}

/** The loader skips one of another architecture, with a warning only. */
function works(library: string): boolean {
  if (!existsSync(library)) return false;
  const env = { ...process.env, LD_PRELOAD: library, FAKETIME: '@2001-01-01 00:00:00' };
  const { stdout } = spawnSync(process.execPath, ['-p', 'new Date().getUTCFullYear()'], {
    env,
    encoding: 'utf8',
  });
  return /^200[01]\n/.test(stdout);
}
