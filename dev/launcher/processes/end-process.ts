import { waitUntil } from './wait-until';

export interface Ending {
  /** The signal that asks the process to stop. */
  signal: NodeJS.Signals;
  /** How long it may take to stop, in milliseconds, before its whole group is killed. */
  withinMs: number;
}

export const GRACEFUL: Ending = { signal: 'SIGTERM', withinMs: 15_000 };

/** Ends a process that leads a group of its own; returns when it is gone. */
export async function endProcess(pid: number, { signal, withinMs }: Ending = GRACEFUL): Promise<void> {
  sendSignal(pid, signal);
  if (await waitUntil(() => !isAlive(pid), withinMs)) return;
  killGroup(pid);
  await waitUntil(() => !isAlive(pid), 5_000);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Kills the process and its descendants at once. */
export function killGroup(pid: number): void {
  sendSignal(-pid, 'SIGKILL');
  sendSignal(pid, 'SIGKILL');
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already
  }
}
