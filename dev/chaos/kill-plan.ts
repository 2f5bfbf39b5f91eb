import { randomNumbers } from '../random';

export const killable = ['worker', 'api', 'PostgreSQL', 'Temporal', 'sandbox'] as const;
export type Killable = (typeof killable)[number];

export interface PlannedKill {
  part: Killable;
  /** Milliseconds since the last part was ready again. */
  after: number;
  /** Milliseconds that it stays away. */
  away: number;
}

/** Each part as often as any other, in a random order, at random moments; the same seed gives the same plan. */
export function* planKills(kills: number, seed: number): Generator<PlannedKill> {
  const random = randomNumbers(seed);
  let round: Killable[] = [];
  for (let kill = 0; kill < kills; kill++) {
    if (round.length === 0) round = shuffled([...killable], random);
    yield { part: round.pop() as Killable, after: 300 + random(2_200), away: random(800) };
  }
}

function shuffled<T>(items: T[], random: (below: number) => number): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
