import { locationNamed } from '../drive/accounts';
import { type OwnStack } from '../drive/own-stack';
import { bringImport, type BroughtImport } from './bring-imports';
import { Progress } from './progress';
import { sendOne } from './send-accounts';
import { type Begun } from './work-begun';

export interface LoadOptions {
  stack: OwnStack;
  /** Rows of each imported file. */
  rows: number;
  seed: number;
  signal: AbortSignal;
}

export interface Load {
  /** Starts nothing more. */
  enough(): void;
  /** Gives up unfinished work after this many milliseconds. */
  giveUpAfter(ms: number): void;
  finished: Promise<Done>;
  /** Settles like `work`, unless running work fails first, or a part ends by itself. */
  whileItRuns<T>(work: Promise<T>): Promise<T>;
  describe(): string;
}

export interface Done {
  imports: BroughtImport[];
  /** Accounts IDs of those that were sent. */
  accounts: string[];
  begun: Begun[];
  answersLost: Record<string, number>;
  /** What was given up, one line each. */
  unfinished: string[];
  /** What went longest without a change, and for how long, one line each. */
  longestStill: string[];
}

const importsAtOnce = 4;
const sendsAtOnce = 8;

/** Imports and sends, several at once, repeated until stopped. */
export async function startLoad({ stack, rows, seed, signal }: LoadOptions): Promise<Load> {
  const locationId = await locationNamed(stack.as.ops, 'London Bridge');
  const [imports, accounts, begun]: [BroughtImport[], string[], Begun[]] = [[], [], []];
  const answersLost: Record<string, number> = {};
  const progress = new Progress();
  const late = new AbortController();
  const watched = (what: string) => ({
    begun: (work: Begun) => void begun.push(work),
    answerLost: (of: string) => void (answersLost[of] = (answersLost[of] ?? 0) + 1),
    saw: (state: string) => progress.saw(what, state),
    signal: AbortSignal.any([signal, late.signal]),
  });
  let stopping = false;
  let next = 0;
  const lane = async (kind: string, one: (number: number, what: string) => Promise<void>) => {
    do {
      const number = ++next;
      const what = `${kind} ${number}`;
      try {
        await one(number, what);
        progress.done(what);
      } catch (error) {
        if (!late.signal.aborted) throw error;
        return;
      }
    } while (!stopping);
  };
  const importing = () =>
    lane('import', async (number, what) => {
      const brought = { stack, rows, seed: seed * 100_000 + number, ...watched(what) };
      imports.push(await bringImport(brought));
    });
  const sending = () =>
    lane('send', async (number, what) => {
      const sent = { stack, locationId, accountsId: `CHAOS-${number}`, ...watched(what) };
      accounts.push(await sendOne(sent));
    });
  const lanes = [
    ...Array.from({ length: importsAtOnce }, importing),
    ...Array.from({ length: sendsAtOnce }, sending),
  ];
  const finished = Promise.all(lanes).then(() => ({
    ...{ imports, accounts, begun, answersLost },
    unfinished: progress.unfinished(),
    longestStill: progress.longestStill(),
  }));
  finished.catch(() => undefined); // reported by whoever awaits it
  return {
    enough: () => void (stopping = true),
    giveUpAfter: (ms) => void setTimeout(() => late.abort(), ms).unref(),
    finished,
    whileItRuns: (work) => Promise.race([work, finished.then(() => work), stack.died]),
    describe: () => `${imports.length} imports posted, ${accounts.length} accounts linked`,
  };
}
