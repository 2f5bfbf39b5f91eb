import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { isAlive } from '../processes/end-process';

/** Another process is at it right now. */
export class NotOurTurn extends Error {
  constructor(readonly pid: number) {
    super(`process ${pid} holds the lock`);
  }
}

/**
 * Takes the turn of a folder, which one process at a time has; that of a process that is gone is taken over.
 * @returns the function that gives it back.
 * @throws NotOurTurn
 */
export function takeTurn(file: string): () => void {
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

/** Moved before it is removed, so that of several who find it left over only one has removed it. */
function putAside(file: string): void {
  const holder = holderOf(file);
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) throw new NotOurTurn(holder);
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
