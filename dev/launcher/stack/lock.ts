import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { isAlive } from '../processes/end-process';

/** Another process holds the lock. */
export class LockHeld extends Error {
  constructor(readonly pid: number) {
    super(`process ${pid} holds the lock`);
  }
}

/**
 * Acquires a lock file, which one process at a time holds; that of a process that is gone is taken over.
 * @returns the function that releases it.
 * @throws LockHeld
 */
export function acquireLock(file: string): () => void {
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      putAside(file);
    }
  }
}

/** Moved before it is removed, so that of several processes that find it left over only one removes it. */
function putAside(file: string): void {
  const holder = holderOf(file);
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) throw new LockHeld(holder);
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
