import { readFileSync } from 'node:fs';
import { type Client } from 'pg';

/** Work that was begun at a moment: a chunk, a range, a look-up, an upload. */
export interface Begun {
  unit: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Kill {
  part: string;
  at: number;
}

/** What the worker says that it begins, all of its lives in one log. */
export function begunByWorker(logFile: string): Begun[] {
  const events = ['chunk begun', 'range begun', 'matching begun'];
  return readFileSync(logFile, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const event = events.find((one) => line.includes(`"msg":"${one}"`));
      if (!event || !line.endsWith('}')) return [];
      const { importId, fromRow = '', time } = JSON.parse(line) as Record<string, string | number>;
      return [{ unit: `${event} ${importId} ${fromRow}`, at: Number(time) }];
    });
}

/** What reached Connect about an Account: its search, and its create. */
export async function begunAtConnect(database: Client): Promise<Begun[]> {
  const { rows } = await database.query<Begun>(
    `SELECT operation || ' ' || billing_reference AS unit, extract(epoch FROM at)::float8 * 1000 AS at
     FROM connect_sandbox.request WHERE operation IN ('search', 'create') AND billing_reference IS NOT NULL`,
  );
  return rows;
}

/** Those kills between which and the last beginning before them the same work was begun once more. */
export function killsWithWorkTwice(kills: Kill[], begun: Begun[]): Kill[] {
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
  // Of several kills in one gap, the first broke the work.
  const broke = gaps.map(([from, to]) => kills.find(({ at }) => at >= from && at <= to));
  return kills.filter((kill) => broke.includes(kill));
}
