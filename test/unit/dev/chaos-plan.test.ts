import { faultKinds, planFaults, targets } from '../../../dev/tools/chaos/fault-plan';

const plan = (count: number, seed: number, kinds = faultKinds) => [...planFaults(count, seed, kinds)];
const all = faultKinds.flatMap((kind) => targets[kind].map((target) => `${kind} ${target}`));

it('plans the same for the same seed and kinds, and something else for others', () => {
  expect(plan(60, 7)).toEqual(plan(60, 7));
  expect(plan(60, 7)).not.toEqual(plan(60, 8));
  expect(plan(60, 7, ['kill', 'pause'])).not.toEqual(plan(60, 7));
});

it('strikes each target with each kind as often as any other', () => {
  const times = new Map(all.map((one) => [one, 0]));
  for (const { kind, target } of plan(all.length * 5 + 3, 7)) {
    const name = `${kind} ${target}`;
    times.set(name, (times.get(name) ?? NaN) + 1);
  }
  expect([...times.keys()].sort()).toEqual([...all].sort());
  expect(new Set(times.values())).toEqual(new Set([5, 6]));
});

it('plans only the kinds that are asked for', () => {
  const kinds = plan(40, 7, ['silence', 'clock']).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['silence', 'clock']));
});

it('pauses for a moment, and one time in six for longer than a heartbeat may be away', () => {
  const pauses = plan(120, 7, ['pause']).map(({ lasts }) => lasts);
  const long = pauses.filter((lasts) => lasts > 15_000);
  expect(long).toHaveLength(pauses.length / 6);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(25_000);
  expect(pauses.filter((lasts) => lasts <= 6_000)).toHaveLength((pauses.length / 6) * 5);
});

it('shifts clocks, and nothing else, each way as often', () => {
  const faults = plan(240, 7);
  expect(faults.filter(({ kind, shift }) => (kind === 'clock') !== (shift !== undefined))).toEqual([]);
  const shifts = faults.flatMap(({ shift = [] }) => shift);
  const times = [-30, 30, -5, 300].map((shift) => shifts.filter((one) => one === shift).length);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
});

it('keeps connections silent for half a minute to a minute', () => {
  const lasts = plan(60, 7, ['silence']).map((fault) => fault.lasts);
  expect(Math.min(...lasts)).toBeGreaterThanOrEqual(30_000);
  expect(Math.max(...lasts)).toBeLessThanOrEqual(60_000);
});
