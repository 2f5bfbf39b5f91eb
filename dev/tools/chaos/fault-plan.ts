import { randomNumbers } from '../random';

export const parts = ['worker', 'api', 'PostgreSQL', 'Temporal', 'sandbox'] as const;

/** The targets of each kind of fault: parts, or for silence, connections between two of them. */
export const targets = {
  /** Ends a part with kill -9, as a crash would, and restarts it. */
  kill: parts,
  /** Pauses a part, and lets it continue. */
  pause: parts,
  /** Delivers nothing more over connections that stay open, and resets them after a while. */
  silence: [
    'worker to PostgreSQL',
    'worker to Temporal',
    'worker to sandbox',
    'api to PostgreSQL',
    'api to Temporal',
  ],
  /** Sets the clock of a part to another time, and back. */
  clock: ['worker', 'api', 'PostgreSQL'],
} as const;

export type FaultKind = keyof typeof targets;
export const faultKinds = Object.keys(targets) as FaultKind[];

export interface PlannedFault {
  kind: FaultKind;
  target: string;
  /** Milliseconds since the previous one ended, or had been active alone for long enough. */
  after: number;
  /** Milliseconds until it is undone. */
  lasts: number;
  /** Seconds; for clocks only. */
  shift?: number;
}

/**
 * Each target of each kind equally often, in random order, at random moments; the same seed and kinds give the same
 * plan.
 */
export function* planFaults(
  count: number,
  seed: number,
  kinds: readonly FaultKind[],
): Generator<PlannedFault> {
  const random = randomNumbers(seed);
  const all = kinds.flatMap((kind) => targets[kind].map((target) => ({ kind, target })));
  const next = inTurn(all, random);
  const nextPause = inTurn(['short', 'short', 'short', 'short', 'short', 'long'] as const, random);
  const nextShift = inTurn([-30, 30, -5, 300], random);
  const lasting: Record<FaultKind, () => number> = {
    kill: () => random(800),
    // A long one exceeds every heartbeat timeout.
    pause: () => (nextPause() === 'long' ? 16_000 + random(9_000) : 2_000 + random(4_000)),
    silence: () => 30_000 + random(30_000),
    clock: () => 5_000 + random(15_000),
  };
  for (let fault = 0; fault < count; fault++) {
    const { kind, target } = next();
    yield {
      kind,
      target,
      after: 300 + random(2_200),
      lasts: lasting[kind](),
      ...(kind === 'clock' && { shift: nextShift() }),
    };
  }
}

export const describeFault = ({ kind, target, lasts, shift }: PlannedFault): string =>
  `${kind} ${target}${shift === undefined ? '' : ` by ${shift} s`}, for ${(lasts / 1_000).toFixed(1)} s`;

/** All of them in random order, then all of them in another random order, and so on. */
function inTurn<T>(items: readonly T[], random: (below: number) => number): () => T {
  let round: T[] = [];
  return () => {
    if (round.length === 0) round = shuffled([...items], random);
    return round.pop() as T;
  };
}

function shuffled<T>(items: T[], random: (below: number) => number): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
