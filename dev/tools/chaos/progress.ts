interface Look {
  what: string;
  state: string;
  /** Milliseconds since 1970. */
  since: number;
  ms: number;
}

/** Work in progress, and since when its state has not changed. */
export class Progress {
  private readonly underWay = new Map<string, { state: string; since: number }>();
  private longest: Look[] = [];
  private readonly began: number;

  constructor(private readonly now: () => number = Date.now) {
    this.began = now();
  }

  /** @param state Its current state. */
  saw(what: string, state: string): void {
    if (this.underWay.get(what)?.state === state) return;
    this.note(what);
    this.underWay.set(what, { state, since: this.now() });
  }

  done(what: string): void {
    this.note(what);
    this.underWay.delete(what);
  }

  /** Unfinished work, one line each. */
  unfinished(): string[] {
    return [...this.underWay].map(([what, { state, since }]) => this.describe({ what, state, since }));
  }

  /** What went longest without a change: at most three, one line each. */
  longestStill(): string[] {
    const now = [...this.underWay].map(([what, look]) => ({ what, ...look, ms: this.now() - look.since }));
    return longestOf([...this.longest, ...now]).map((look) => this.describe(look));
  }

  private note(what: string): void {
    const look = this.underWay.get(what);
    if (!look) return;
    this.longest = longestOf([...this.longest, { what, ...look, ms: this.now() - look.since }]);
  }

  private describe({
    what,
    state,
    since,
    ms = this.now() - since,
  }: Omit<Look, 'ms'> & { ms?: number }): string {
    const seconds = (time: number) => `${Math.round(time / 1_000)} s`;
    return `${what}, ${state}: ${seconds(ms)}, since ${seconds(since - this.began)}`;
  }
}

const longestOf = (looks: Look[]): Look[] => looks.sort((one, other) => other.ms - one.ms).slice(0, 3);
