import { type ClockStep } from './clocks';

const slackMs = 2_000;

/**
 * The machine's time for timestamps that were written in order by a clock that was shifted meanwhile. A time that fits
 * two shifts is assigned to the first that does not go back.
 * @param stamps milliseconds since 1970, in the order in which they were written.
 */
export function trueTimes(stamps: number[], steps: ClockStep[]): number[] {
  const phases = [{ at: -Infinity, seconds: 0 }, ...steps].map(({ at, seconds }, index, all) => ({
    from: at,
    to: all[index + 1]?.at ?? Infinity,
    shiftMs: seconds * 1_000,
  }));
  let phase = 0;
  let last = -Infinity;
  return stamps.map((stamp) => {
    const fits = phases.findIndex(({ from, to, shiftMs }, index) => {
      const time = stamp - shiftMs;
      return index >= phase && time >= Math.max(from, last) - slackMs && time <= to + slackMs;
    });
    if (fits >= 0) phase = fits;
    return (last = stamp - (phases[phase]?.shiftMs ?? 0));
  });
}
