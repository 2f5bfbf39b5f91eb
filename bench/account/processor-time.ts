import { readdirSync, readFileSync } from 'node:fs';

const nsPerMs = 1_000_000;

/** The processor time that the threads of a process have used, in milliseconds; NaN where there is no /proc. */
export function processorMs(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadMs(pid, thread), 0);
  } catch {
    return NaN;
  }
}

/** The same of a process and those that it has started, such as PostgreSQL's. */
export const processorMsOfAll = (pid: number): number =>
  childrenOf(pid).reduce((sum, child) => sum + (processorMs(child) || 0), processorMs(pid));

/** 0 of one that has just ended. */
function threadMs(pid: number, thread: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / nsPerMs;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}
