import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { giveCodes, locationNamed } from '../drive/accounts';
import { type OwnStack, startOwnStack } from '../drive/own-stack';
import { bringImport, type BroughtImport } from './bring-imports';
import { count } from './count';
import { planKills, type PlannedKill } from './kill-plan';
import { type ChaosReport } from './report';
import { sendOne } from './send-accounts';
import { begunAtConnect, begunByWorker, type Begun, type Kill, killsWithWorkTwice } from './work-begun';

export interface ChaosOptions {
  kills: number;
  seed: number;
  /** Of each file that is imported. */
  rows: number;
  log: (line: string) => void;
  signal: AbortSignal;
}

const importsAtOnce = 4;
const sendsAtOnce = 8;
/** How long what was begun may take after the last kill. */
const finishWithinMs = 5 * 60_000;

/**
 * Kills parts of a stack of its own, one after the other and at random moments, while files are imported and accounts are
 * sent; then counts what is there.
 * @throws Error where what was begun does not end, or the stack does not come up again.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { signal } = options;
  const env = { CONNECT_CALLS_PER_SECOND: '1000', DECISION_WAIT_MS: '2000', LOG_LEVEL: 'info' };
  const stack = await startOwnStack({ purpose: 'chaos', signal, env });
  try {
    return await runOn(stack, options);
  } finally {
    await stack.stop();
  }
}

async function runOn(stack: OwnStack, options: ChaosOptions): Promise<ChaosReport> {
  const began = Date.now();
  await giveCodes(stack.as.ops);
  const load = await startLoad(stack, options);
  const kills: Kill[] = [];
  let killing: Promise<unknown> = Promise.resolve();
  try {
    for (const planned of planKills(options.kills, options.seed)) {
      await load.whileItRuns(sleep(planned.after, undefined, { signal: options.signal }));
      const killed = kill(stack, planned, options);
      killing = killed;
      kills.push(await load.whileItRuns(killed));
      if (kills.length % 10 === 0) options.log(`${kills.length} kills, ${load.progress()}`);
    }
    options.log(`No more kills; what was begun is brought to its end. ${load.progress()}`);
  } finally {
    load.enough();
    await Promise.allSettled([killing]); // else a part could come up after all of them were stopped
  }
  const { imports, accounts, begun, answersLost } = await load.whileItRuns(load.finished);
  const database = new Client({ connectionString: stack.info.database });
  await database.connect();
  try {
    const work = [
      ...begun,
      ...begunByWorker(path.join(stack.state, 'logs/worker.log')),
      ...(await begunAtConnect(database)),
    ];
    const { rows: adopted } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM connect_link WHERE adopted',
    );
    return {
      kills,
      workTwice: killsWithWorkTwice(kills, work),
      answersLost: { ...answersLost, create: adopted[0]?.count ?? 0 },
      imports: imports.length,
      rows: imports.reduce((sum, { made }) => sum + made.whole.rows, 0),
      accounts: accounts.length,
      seconds: (Date.now() - began) / 1000,
      counted: await count(database, imports, accounts),
    };
  } finally {
    await database.end();
  }
}

async function kill(stack: OwnStack, { part, away }: PlannedKill, { signal }: ChaosOptions): Promise<Kill> {
  const at = Date.now();
  await stack.crash(part);
  await sleep(away, undefined, { signal });
  await stack.startAgain(part);
  return { part, at };
}

interface Load {
  /** Begins nothing more. */
  enough(): void;
  finished: Promise<Done>;
  /** Settles as `work` does, unless what is being done fails first, or a part ends by itself. */
  whileItRuns<T>(work: Promise<T>): Promise<T>;
  progress(): string;
}

interface Done {
  imports: BroughtImport[];
  accounts: string[];
  begun: Begun[];
  answersLost: Record<string, number>;
}

/** Imports and sends, some at once, one after the other until it is enough. */
async function startLoad(stack: OwnStack, { rows, seed, signal }: ChaosOptions): Promise<Load> {
  const locationId = await locationNamed(stack.as.ops, 'London Bridge');
  const done: Done = { imports: [], accounts: [], begun: [], answersLost: {} };
  const late = new AbortController();
  const watched = {
    begun: (work: Begun) => void done.begun.push(work),
    answerLost: (what: string) => void (done.answersLost[what] = (done.answersLost[what] ?? 0) + 1),
    signal: AbortSignal.any([signal, late.signal]),
  };
  let stopping = false;
  let next = 0;
  const lane = async (one: (number: number) => Promise<void>) => {
    do await one(++next);
    while (!stopping);
  };
  const lanes = [
    ...Array.from({ length: importsAtOnce }, () =>
      lane(
        async (number) =>
          void done.imports.push(
            await bringImport({ stack, rows, seed: seed * 100_000 + number, ...watched }),
          ),
      ),
    ),
    ...Array.from({ length: sendsAtOnce }, () =>
      lane(
        async (number) =>
          void done.accounts.push(
            await sendOne({ stack, locationId, accountsId: `CHAOS-${number}`, ...watched }),
          ),
      ),
    ),
  ];
  const finished = Promise.all(lanes).then(() => done);
  finished.catch(() => undefined); // told by whoever waits
  return {
    enough() {
      stopping = true;
      const left = new Error(`what was begun has not come to its end within ${finishWithinMs / 1000} s`);
      setTimeout(() => late.abort(left), finishWithinMs).unref();
    },
    finished,
    whileItRuns: (work) => Promise.race([work, finished.then(() => work), stack.died]),
    progress: () => `${done.imports.length} imports posted, ${done.accounts.length} accounts linked`,
  };
}
