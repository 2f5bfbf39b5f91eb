import { readFileSync } from 'node:fs';

/** Ticks of Linux for a second, whatever the processor. */
const ticksPerSecond = 100;

/** The processor time that a process has used, in milliseconds; NaN where there is no /proc. */
export function processorMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name of the program, which may contain anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
  } catch {
    return NaN;
  }
}
