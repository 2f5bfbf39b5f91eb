import { readdirSync, readFileSync } from 'node:fs';

const nsPerMs = 1_000_000;
const msPerTick = 10;

/**
 * The processor time that a process has used so far, in milliseconds: of its threads, to the nanosecond. From /proc, so
 * on Linux only; NaN elsewhere, and of a process that has ended.
 */
export const processorMs = (pid: number): number =>
  threadsOf(pid)?.reduce((sum, thread) => sum + threadMs(thread), 0) ?? NaN;

/** The same of a process and its descendants, such as PostgreSQL's; of those that have ended, to 10 ms. */
export const processorMsOfAll = (pid: number): number =>
  childrenOf(pid).reduce(
    (sum, child) => sum + (processorMsOfAll(child) || 0),
    processorMs(pid) + endedChildrenMs(pid),
  );

/** Where the threads of a process are; null if it has none. */
function threadsOf(pid: number): string[] | null {
  const folder = `/proc/${pid}/task`;
  try {
    return readdirSync(folder).map((thread) => `${folder}/${thread}`);
  } catch {
    return null;
  }
}

/** Empty of what has just ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const threadMs = (thread: string): number => Number(textOf(`${thread}/schedstat`).split(' ')[0]) / nsPerMs;

const childrenOf = (pid: number): number[] =>
  (threadsOf(pid) ?? []).flatMap((thread) => textOf(`${thread}/children`).match(/\d+/g) ?? []).map(Number);

function endedChildrenMs(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`);
  // Behind the name of the program, which may contain anything: cutime and cstime are fields 16 and 17.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * msPerTick;
}
