import { addSample, formatSeconds, rateOf, secondsLeft } from '../../../console/screens/imports/reading-rate';

const at = (seconds: number, rows: number) => ({ atMs: seconds * 1_000, rows });

describe('the rate of reading', () => {
  it('is that of the last fifteen seconds', () => {
    let samples = [at(0, 0)];
    for (const sample of [at(4, 100), at(10, 4_000), at(20, 24_000)]) samples = addSample(samples, sample);
    expect(samples).toEqual([at(10, 4_000), at(20, 24_000)]);
    expect(rateOf(samples)).toBe(2_000);
  });

  it('is not known at once', () => {
    expect(rateOf([])).toBeUndefined();
    expect(rateOf([at(0, 0), at(0.2, 9_000)])).toBeUndefined();
  });

  it('begins anew when reading begins anew', () => {
    expect(addSample([at(0, 500), at(1, 900)], at(2, 100))).toEqual([at(2, 100)]);
  });

  it('tells how long it still takes', () => {
    expect(secondsLeft(24_000, 0.25, 2_000)).toBe(36);
    expect(secondsLeft(24_000, undefined, 2_000)).toBeUndefined();
    expect(formatSeconds(36)).toBe('36 seconds');
    expect(formatSeconds(1)).toBe('1 second');
    expect(formatSeconds(180)).toBe('3 minutes');
  });
});
