import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../launcher/processes/end-process';

/** A wall clock for processes started with its variables. Timers and waits are not affected. */
export interface ShiftableClock {
  env: NodeJS.ProcessEnv;
  /** @param seconds offset from the machine's clock; takes effect at once in all of its processes. */
  shift(seconds: number): void;
}

/** @param file which the processes must be able to read, whatever user they run as. */
export function shiftableClock(library: string, file: string): ShiftableClock {
  const shift = (seconds: number) => {
    const half = `${file}.part`;
    writeFileSync(half, `${seconds < 0 ? '' : '+'}${seconds}\n`, { mode: 0o644 });
    renameSync(half, file); // a partial file would be another time
  };
  shift(0);
  removeSharedMemory();
  return {
    shift,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      // Otherwise each process would notice at a different moment: one machine has one clock.
      FAKETIME_NO_CACHE: '1',
      // Both names, for older and newer versions.
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
  };
}

/** libfaketime leaves two files for each killed process. */
export function removeSharedMemory(folder = '/dev/shm'): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^(?:sem\.)?faketime_(?:shm|sem)_(\d+)$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(folder, name), { force: true });
  }
}
