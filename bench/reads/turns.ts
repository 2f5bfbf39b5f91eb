import { processorMs, processorMsOfAll } from '../processor-time';

export interface Asked {
  url: string;
  headers: Record<string, string>;
  /** Of the process that answers. */
  pid: number;
}

/** Of one server and one list, in milliseconds; processor time is that of a request. */
export interface Took {
  p50: number;
  p99: number;
  server: number;
  postgres: number;
}

const turns = 15;
const requestsInTurn = 20;

/**
 * Sends requests one after the other, in turns of 20: other load on the machine affects all servers alike, and each
 * turn has its own processor time.
 */
export async function inTurns<A extends readonly Asked[]>(
  servers: A,
  postgresPid: number,
): Promise<{ [K in keyof A]: Took }> {
  const all = servers.map((server) => ({ server, took: [] as number[], own: 0, postgres: 0 }));
  for (let turn = 0; turn < turns; turn++)
    for (const one of all) {
      const [own, postgres] = [processorMs(one.server.pid), processorMsOfAll(postgresPid)];
      for (let n = 0; n < requestsInTurn; n++) one.took.push(await timed(one.server));
      one.own += processorMs(one.server.pid) - own;
      one.postgres += processorMsOfAll(postgresPid) - postgres;
    }
  return all.map(({ took, own, postgres }) => {
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.floor(took.length * share)] as number;
    return { p50: at(0.5), p99: at(0.99), server: own / took.length, postgres: postgres / took.length };
  }) as { [K in keyof A]: Took };
}

export async function timed({ url, headers }: Asked): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}: ${text.slice(0, 500)}`);
  return performance.now() - begun;
}
