import { readdirSync, readFileSync } from 'node:fs';

const nsPerMs = 1_000_000;
const msPerTick = 10;

/**
 * The processor time that a process has used so far, in milliseconds: of its threads, to the nanosecond. From /proc, so
 * on Linux only; NaN elsewhere, and of a process that has ended.
 */
export function processorMs(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadMs(pid, thread), 0);
  } catch {
    return NaN;
  }
}

/** The same of a process and its descendants, such as PostgreSQL's; of those that have ended, to 10 ms. */
export const processorMsOfAll = (pid: number): number =>
  childrenOf(pid).reduce(
    (sum, child) => sum + (processorMsOfAll(child) || 0),
    processorMs(pid) + endedChildrenMs(pid),
  );

/** 0 of one that has just ended. */
function threadMs(pid: number, thread: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / nsPerMs;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  try {
    const text = readdirSync(`/proc/${pid}/task`)
      .map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'))
      .join(' ');
    return (text.match(/\d+/g) ?? []).map(Number);
  } catch {
    return [];
  }
}

function endedChildrenMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name of the program, which may contain anything: cutime and cstime are fields 16 and 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * msPerTick;
  } catch {
    return NaN;
  }
}
