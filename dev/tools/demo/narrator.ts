import { setTimeout as sleep } from 'node:timers/promises';
import { TourFailure } from './expect';

const ASK_EVERY_MS = 100;

export interface Awaited<T> {
  what: string;
  look: () => Promise<T>;
  /** What is shown while it changes. */
  state: (found: T) => string;
  /** The awaited result, in words. */
  wanted: string;
  done: (found: T) => boolean;
  /** States from which it can no longer be reached, with the reason. */
  hopeless?: (found: T) => string | undefined;
  withinMs?: number;
}

/** Narrates the tour, step by step. */
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

  /** Its page in the Temporal UI; its workflow id if no UI is known. */
  link({ temporalUi, workflowId }: { temporalUi: string | null; workflowId?: string | null }): void {
    this.say(temporalUi ? `→ ${temporalUi}` : `→ Temporal, workflow ${workflowId ?? 'unknown'}`);
  }

  /**
   * Polls until the result is as wanted, and shows each new state.
   * @throws TourFailure if it is not in time, by default within 30 seconds.
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

  /** A table with aligned columns: text to the left, figures to the right. */
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
