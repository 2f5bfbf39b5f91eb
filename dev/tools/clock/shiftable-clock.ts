import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../launcher/processes/end-process';

/**
 * A clock on the wall that processes go by which were started with its variables. Timers and waits go on as they would.
 */
export interface ShiftableClock {
  env: NodeJS.ProcessEnv;
  /** @param seconds away from the machine's clock; seen at once by all of its processes. */
  shift(seconds: number): void;
}

/** @param file which the processes must be able to read, as whatever user they run. */
export function shiftableClock(library: string, file: string): ShiftableClock {
  const shift = (seconds: number) => {
    const half = `${file}.part`;
    writeFileSync(half, `${seconds < 0 ? '' : '+'}${seconds}\n`, { mode: 0o644 });
    renameSync(half, file); // half a file would be another time
  };
  shift(0);
  removeSharedMemory();
  return {
    shift,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      // Else each process would notice at a moment of its own: one machine has one clock.
      FAKETIME_NO_CACHE: '1',
      // Both names, of older and newer versions.
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
  };
}

/** libfaketime leaves two files of each process that was killed. */
export function removeSharedMemory(folder = '/dev/shm'): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^(?:sem\.)?faketime_(?:shm|sem)_(\d+)$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(folder, name), { force: true });
  }
}
