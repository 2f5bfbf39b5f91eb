import { readFileSync } from 'node:fs';
import { type Client } from 'pg';
import { type ClockStep } from './clocks';
import { type Fault } from './faults';
import { trueTimes } from './true-times';

/** Work that was started at a certain time: a chunk, a range, a look-up, an upload. */
export interface Begun {
  unit: string;
  /** Milliseconds since 1970, by the machine's clock. */
  at: number;
}

/**
 * The starts that the worker logs, across restarts, in one log.
 * @param clock the steps of its clock.
 */
export function begunByWorker(logFile: string, clock: ClockStep[]): Begun[] {
  const events = ['chunk begun', 'range begun', 'matching begun'];
  const lines = readFileSync(logFile, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const event = events.find((one) => line.includes(`"msg":"${one}"`));
      if (!event || !line.endsWith('}')) return [];
      const { importId, fromRow = '', time } = JSON.parse(line) as Record<string, string | number>;
      return [{ unit: `${event} ${importId} ${fromRow}`, at: Number(time) }];
    });
  return truly(lines, clock);
}

/**
 * What Connect received about an Account: its search, and its create.
 * @param clock the steps of PostgreSQL's clock, which the timestamps come from.
 */
export async function begunAtConnect(database: Client, clock: ClockStep[]): Promise<Begun[]> {
  const { rows } = await database.query<Begun>(
    `SELECT operation || ' ' || billing_reference AS unit, extract(epoch FROM at)::float8 * 1000 AS at
     FROM connect_sandbox.request WHERE operation IN ('search', 'create') AND billing_reference IS NOT NULL
     ORDER BY id`,
  );
  return truly(rows, clock);
}

function truly(begun: Begun[], clock: ClockStep[]): Begun[] {
  const times = trueTimes(
    begun.map(({ at }) => at),
    clock,
  );
  return begun.map(({ unit }, index) => ({ unit, at: times[index] as number }));
}

/** The faults between a start of some work and the next start of the same work. */
export function faultsWithWorkTwice(faults: Fault[], begun: Begun[]): Fault[] {
  const byUnit = new Map<string, number[]>();
  for (const { unit, at } of begun) {
    const times = byUnit.get(unit);
    if (times) times.push(at);
    else byUnit.set(unit, [at]);
  }
  const gaps = [...byUnit.values()].flatMap((times) => {
    const sorted = times.sort((one, other) => one - other);
    return sorted.slice(1).map((at, index) => [sorted[index] as number, at] as const);
  });
  // Of several faults in one gap, the first interrupted the work.
  const broke = gaps.map(([from, to]) => faults.find(({ at }) => at >= from && at <= to));
  return faults.filter((fault) => broke.includes(fault));
}
