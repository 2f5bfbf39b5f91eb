import { Progress } from '../../../dev/tools/chaos/progress';
import { isWhole, provesSomething, type ChaosReport } from '../../../dev/tools/chaos/report';
import { trueTimes } from '../../../dev/tools/chaos/true-times';

const second = 1_000;

it.each([-30, 30, -5, 300])(
  'knows when a thing was written down by a clock that had jumped by %d s',
  (seconds) => {
    const steps = [
      { at: 100 * second, seconds },
      { at: 120 * second, seconds: 0 },
    ];
    const times = Array.from({ length: 400 }, (_, index) => index * second + 500);
    const stamps = times.map((at) => (at > 100 * second && at < 120 * second ? at + seconds * second : at));
    expect(trueTimes(stamps, steps)).toEqual(times);
  },
);

it('takes times as they are where no clock was shifted', () => {
  expect(trueTimes([3, 1, 2], [])).toEqual([3, 1, 2]);
});

it('tells what looked the same for longest, also when it is not done', () => {
  let now = 0;
  const at = (seconds: number) => ((now = seconds * second), progress);
  const progress = new Progress(() => now);
  at(0).saw('import 1', 'reading');
  at(1).saw('import 2', 'reading');
  at(5).saw('import 1', 'reading');
  at(20).saw('import 1', 'in-review');
  at(21).done('import 1');
  expect(at(22).longestStill()).toEqual([
    'import 2, reading: 21 s, since 1 s',
    'import 1, reading: 20 s, since 0 s',
    'import 1, in-review: 1 s, since 20 s',
  ]);
  expect(progress.unfinished()).toEqual(['import 2, reading: 21 s, since 1 s']);
  at(23).done('import 2');
  expect(at(90).unfinished()).toEqual([]);
  expect(progress.longestStill()[0]).toBe('import 2, reading: 22 s, since 1 s');
  expect(progress.longestStill()[1]).toBe('import 1, reading: 20 s, since 0 s');
});

it('takes a run for whole only where nothing is missing and nothing stands still', () => {
  const report = { counted: { rowsMissing: 0, clientsTwice: 0 }, unfinished: [] as string[] } as ChaosReport;
  expect(isWhole(report)).toBe(true);
  expect(isWhole({ ...report, unfinished: ['import 3'] })).toBe(false);
  expect(isWhole({ ...report, counted: { ...report.counted, clientsTwice: 1 } })).toBe(false);
});

it.each([
  [1, 0, false],
  [49, 1, true],
  [50, 4, false],
  [50, 5, true],
])('of %d faults, %d that broke work prove something: %s', (faults, broke, proves) => {
  const of = (count: number) => Array.from({ length: count }, () => ({ kind: 'kill', target: 'api', at: 0 }));
  const report = { faults: of(faults), workTwice: of(broke) } as ChaosReport;
  expect(provesSomething(report)).toBe(proves);
});
