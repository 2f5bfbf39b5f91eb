import { cpSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findFaketime } from '../clock/find-faketime';
import { giveCodes } from '../drive/accounts';
import { type OwnStack, startOwnStack } from '../drive/own-stack';
import { Clocks } from './clocks';
import { count } from './count';
import { describeFault, type FaultKind, planFaults } from './fault-plan';
import { type Fault, Faults, type FaultPlaces } from './faults';
import { type Done, startLoad } from './load';
import { Network } from './network';
import { type ChaosReport, isWhole } from './report';
import { begunAtConnect, begunByWorker, faultsWithWorkTwice } from './work-begun';

export interface ChaosOptions {
  /** Number of faults, all kinds together. */
  kills: number;
  kinds: readonly FaultKind[];
  seed: number;
  /** Rows of each imported file. */
  rows: number;
  log: (line: string) => void;
  signal: AbortSignal;
}

/** How long started work may take once everything is up again. */
const finishWithinMs = 5 * 60_000;
/** A paused part does not answer: then the request is repeated. */
const requestTimeoutMs = 15_000;
const env = { CONNECT_CALLS_PER_SECOND: '1000', DECISION_WAIT_MS: '2000', LOG_LEVEL: 'info' };

/**
 * Injects faults into the parts of a separate stack, at random moments, while files are imported and accounts are sent;
 * then counts the results.
 * @throws Error if the stack does not come up again, or a part of it ends by itself.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { signal } = options;
  const network = new Network();
  const faketime = options.kinds.includes('clock') ? findFaketime() : undefined;
  const clocks = faketime && new Clocks(faketime);
  const kinds = clocks ? options.kinds : options.kinds.filter((kind) => kind !== 'clock');
  if (kinds.length < options.kinds.length)
    options.log(
      'Clocks are not shifted: libfaketime is not installed (on Debian: apt-get install libfaketime).',
    );
  if (kinds.length === 0) throw new Error('No kind of fault remains: choose others with --faults.');
  const partEnv = async (part: string, told: NodeJS.ProcessEnv) => ({
    ...(part === 'worker' || part === 'api' ? await network.routed(part, told) : {}),
    ...clocks?.envOf(part),
  });
  try {
    const stack = await startOwnStack({ purpose: 'chaos', signal, env, partEnv, requestTimeoutMs });
    try {
      const report = await runOn({ stack, network, clocks, signal }, { ...options, kinds });
      return isWhole(report) ? report : { ...report, logs: keepLogs(stack) };
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Error(`${(error as Error).message}\nLogs: ${keepLogs(stack)}`, { cause: error });
    } finally {
      await stack.stop();
    }
  } finally {
    await network.close();
    clocks?.remove();
  }
}

type Places = Omit<FaultPlaces, 'stack'> & { stack: OwnStack };

async function runOn(places: Places, options: ChaosOptions): Promise<ChaosReport> {
  const { stack, signal } = places;
  const began = Date.now();
  await giveCodes(stack.as.ops);
  const load = await startLoad({ stack, rows: options.rows, seed: options.seed, signal });
  const faults = new Faults(places);
  const inflicted: Fault[] = [];
  let inflicting: Promise<unknown> = Promise.resolve();
  try {
    for (const planned of planFaults(options.kills, options.seed, options.kinds)) {
      await load.whileItRuns(sleep(planned.after, undefined, { signal }));
      options.log(`${secondsSince(began)} s: ${describeFault(planned)}`);
      const next = faults.inflict(planned);
      inflicting = next;
      inflicted.push(await load.whileItRuns(next));
      if (inflicted.length % 10 === 0) options.log(`${inflicted.length} faults, ${load.describe()}`);
    }
    options.log(`No more faults; waiting for started work to finish. ${load.describe()}`);
    load.enough();
    await load.whileItRuns(Promise.race([load.finished, faults.over()]));
  } catch (error) {
    load.giveUpAfter(0);
    throw error;
  } finally {
    await Promise.allSettled([inflicting]); // otherwise a part could come up after all of them were stopped
    faults.undo();
  }
  const upAgain = Date.now();
  load.giveUpAfter(finishWithinMs);
  const done = await load.whileItRuns(load.finished);
  const [finishing, seconds] = [secondsSince(upAgain), secondsSince(began)];
  return { ...(await look(places, inflicted, done)), finishing, seconds };
}

const secondsSince = (time: number): number => Math.round((Date.now() - time) / 1_000);

async function look({ stack, clocks }: Places, faults: Fault[], done: Done) {
  const { imports, accounts, begun, answersLost, unfinished, longestStill } = done;
  const clockOf = (part: string) => clocks?.stepsOf(part) ?? [];
  const database = new Client({ connectionString: stack.info.database });
  await database.connect();
  try {
    const work = [
      ...begun,
      ...begunByWorker(path.join(stack.state, 'logs/worker.log'), clockOf('worker')),
      ...(await begunAtConnect(database, clockOf('PostgreSQL'))),
    ];
    const { rows: adopted } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM connect_link WHERE adopted',
    );
    return {
      faults,
      workTwice: faultsWithWorkTwice(faults, work),
      answersLost: { ...answersLost, create: adopted[0]?.count ?? 0 },
      imports: imports.length,
      rows: imports.reduce((sum, { made }) => sum + made.whole.rows, 0),
      accounts: accounts.length,
      unfinished,
      longestStill,
      counted: await count(database, imports, accounts),
    };
  } finally {
    await database.end();
  }
}

/** The logs are deleted with the stack's folder; whoever looks for the cause needs them. @returns where they are. */
function keepLogs(stack: OwnStack): string {
  const kept = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-chaos-logs-'));
  cpSync(path.join(stack.state, 'logs'), kept, { recursive: true });
  return kept;
}
