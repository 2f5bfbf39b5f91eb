import { setTimeout as sleep } from 'node:timers/promises';
import { TourFailure } from './expect';

const ASK_EVERY_MS = 100;

export interface Awaited<T> {
  what: string;
  look: () => Promise<T>;
  /** What is shown while it changes. */
  state: (found: T) => string;
  /** What it is to become, in words. */
  wanted: string;
  done: (found: T) => boolean;
  /** States after which nothing more is to be hoped for, and why it came to them. */
  hopeless?: (found: T) => string | undefined;
  withinMs?: number;
}

/** Tells the tour, step after step. */
export class Narrator {
  private steps = 0;

  constructor(private readonly signal: AbortSignal) {}

  step(sentence: string): void {
    this.signal.throwIfAborted();
    console.log(`\n${++this.steps}. ${sentence}`);
  }

  say(...lines: string[]): void {
    for (const line of lines) console.log(`   ${line}`.trimEnd());
  }

  /** Where it is seen in the Temporal UI; its workflow id where no UI is known. */
  link({ temporalUi, workflowId }: { temporalUi: string | null; workflowId?: string | null }): void {
    this.say(temporalUi ? `→ ${temporalUi}` : `→ Temporal, workflow ${workflowId ?? 'unknown'}`);
  }

  /**
   * Asks again until it is as wanted, and shows each new state.
   * @throws TourFailure when it is not in time, 30 seconds unless told otherwise.
   */
  async until<T>(wait: Awaited<T>): Promise<T> {
    const { what, look, state, wanted, done, hopeless, withinMs = 30_000 } = wait;
    const began = Date.now();
    process.stdout.write(`   ${what}:`);
    try {
      for (let shown = ''; ; await sleep(ASK_EVERY_MS, undefined, { signal: this.signal })) {
        const found = await look();
        if (state(found) !== shown) process.stdout.write(`${shown && ' …'} ${(shown = state(found))}`);
        const waited = `${((Date.now() - began) / 1000).toFixed(1)} s`;
        if (done(found)) {
          process.stdout.write(` (${waited})`);
          return found;
        }
        const why = hopeless?.(found);
        if (why !== undefined) throw new TourFailure(what, wanted, why);
        if (Date.now() - began > withinMs) throw new TourFailure(what, wanted, `${shown} after ${waited}`);
      }
    } finally {
      process.stdout.write('\n');
    }
  }

  /** A table with its columns aligned: text to the left, figures to the right. */
  table(head: string[], rows: (string | number)[][]): void {
    const lines = [head, ...rows.map((row) => row.map(String))];
    const widths = head.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
    const isText = head.map((_, at) => rows.some((row) => /[^\d.,\s%+-]/.test(String(row[at] ?? ''))));
    for (const line of lines) {
      const cells = line.map((cell, at) =>
        isText[at] ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      );
      console.log(`   ${cells.join('   ')}`.trimEnd());
    }
  }
}
