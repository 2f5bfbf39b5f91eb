import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** libfaketime, which tells a process another time than the machine's. */
export interface Faketime {
  /**
   * For programs with several threads. It holds a lock meanwhile, so that a signal handler that asks for the time may
   * wait for ever.
   */
  threads: string;
  /** For programs of one thread, whatever their signal handlers do. */
  oneThread: string;
}

const folders = (): string[] => {
  const lib = '/usr/lib';
  const triplets = existsSync(lib) ? readdirSync(lib).filter((name) => name.includes('-linux-')) : [];
  return [...triplets.map((name) => path.join(lib, name)), lib, '/usr/lib64', '/usr/local/lib'];
};

/** Where packages of Linux systems put it; undefined where there is none that works. */
export function findFaketime(): Faketime | undefined {
  return folders()
    .map((folder) => path.join(folder, 'faketime'))
    .map((folder) => ({
      threads: path.join(folder, 'libfaketimeMT.so.1'),
      oneThread: path.join(folder, 'libfaketime.so.1'),
    }))
    .find(({ threads, oneThread }) => existsSync(oneThread) && works(threads));
}

/** One of another architecture is passed over by the loader, which only warns. */
function works(library: string): boolean {
  if (!existsSync(library)) return false;
  const env = { ...process.env, LD_PRELOAD: library, FAKETIME: '@2001-01-01 00:00:00' };
  const { stdout } = spawnSync(process.execPath, ['-p', 'new Date().getUTCFullYear()'], {
    env,
    encoding: 'utf8',
  });
  return /^200[01]\n/.test(stdout);
}
