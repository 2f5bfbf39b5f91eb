import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { processorMsOfAll } from '../processor-time';

export const parts = ['Temporal', 'PostgreSQL', 'worker', 'api', 'sandbox', 'bench'] as const;
export type Part = (typeof parts)[number];
/** Milliseconds of processor time. */
export type ProcessorTimes = Record<Part, number>;

/** What each part of the stack, and this process, has used so far. */
export function processorTimes(stack: OwnStack): ProcessorTimes {
  const { user, system } = process.cpuUsage();
  return Object.fromEntries(
    parts.map((part) => [
      part,
      part === 'bench' ? (user + system) / 1_000 : processorMsOfAll(stack.pidOf(part)),
    ]),
  ) as ProcessorTimes;
}

/** What each has used meanwhile, for one of `count`. */
export const between = (before: ProcessorTimes, after: ProcessorTimes, count: number): ProcessorTimes =>
  Object.fromEntries(parts.map((part) => [part, (after[part] - before[part]) / count])) as ProcessorTimes;

export const sumOf = (times: ProcessorTimes): number => parts.reduce((sum, part) => sum + times[part], 0);
