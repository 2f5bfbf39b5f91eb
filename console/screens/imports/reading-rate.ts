/** How far reading was at an instant. */
export interface Sample {
  atMs: number;
  rows: number;
}

const windowMs = 15_000;
const shortestMs = 1_000;

/** The samples that count for the rate, with a new one; those of another run, with more rows, are forgotten. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const kept = samples.filter(({ atMs, rows }) => sample.atMs - atMs <= windowMs && rows <= sample.rows);
  return kept.at(-1)?.rows === sample.rows ? kept : [...kept, sample];
}

/** Rows a second; undefined until that can be told. */
export function rateOf(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.atMs - first.atMs < shortestMs) return undefined;
  return ((last.rows - first.rows) * 1_000) / (last.atMs - first.atMs);
}

/** Seconds left; undefined where the rate or the share that is read is not known. @param share Read so far, 0 to 1. */
export function secondsLeft(
  rows: number,
  share: number | undefined,
  rate: number | undefined,
): number | undefined {
  if (!share || !rate) return undefined;
  return Math.ceil((rows / share - rows) / rate);
}

/** Such as "40 seconds" or "3 minutes". */
export function formatSeconds(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
