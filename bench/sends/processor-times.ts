import { readdirSync, readFileSync } from 'node:fs';
import type { OwnStack } from '../../dev/tools/drive/own-stack';

export const parts = ['Temporal', 'PostgreSQL', 'worker', 'api', 'sandbox', 'bench'] as const;
export type Part = (typeof parts)[number];
/** Milliseconds of processor time. */
export type ProcessorTimes = Record<Part, number>;

const ticksPerSecond = 100;
const msPerTick = 1_000 / ticksPerSecond;

/** What each part of the stack, and this process, has used so far. From /proc, so on Linux only. */
export function processorTimes(stack: OwnStack): ProcessorTimes {
  const children = childrenOfAll();
  const { user, system } = process.cpuUsage();
  return Object.fromEntries(
    parts.map((part) => [
      part,
      part === 'bench' ? (user + system) / 1_000 : usedBy(stack.pidOf(part), children),
    ]),
  ) as ProcessorTimes;
}

/** What each has used meanwhile, for one of `count`. */
export const between = (before: ProcessorTimes, after: ProcessorTimes, count: number): ProcessorTimes =>
  Object.fromEntries(parts.map((part) => [part, (after[part] - before[part]) / count])) as ProcessorTimes;

export const sumOf = (times: ProcessorTimes): number => parts.reduce((sum, part) => sum + times[part], 0);

/** Milliseconds of processor time that a process and its descendants have used so far. */
export const processorOf = (pid: number): number => usedBy(pid, childrenOfAll());

interface Stat {
  pid: number;
  parent: number;
  /** Its own, and that of children that have ended. */
  ms: number;
}

function usedBy(pid: number, children: Map<number, Stat[]>): number {
  const below = (children.get(pid) ?? []).reduce((sum, child) => sum + usedBy(child.pid, children), 0);
  return below + (readStat(pid)?.ms ?? 0);
}

function childrenOfAll(): Map<number, Stat[]> {
  const children = new Map<number, Stat[]>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const stat = readStat(Number(name));
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), stat]);
  }
  return children;
}

/** Undefined if the process has ended. */
function readStat(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name of the program, which may contain anything: utime, stime, cutime, cstime are fields 14 to 17.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
    return { pid, parent: fields[1] as number, ms: ticks * msPerTick };
  } catch {
    return undefined;
  }
}
