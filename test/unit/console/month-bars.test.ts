import { layOutBars, longMonth } from '../../../console/ui/month-bars';

const months = (...nets: string[]) => nets.map((net, at) => ({ month: `2026-0${at + 1}`, net }));
const scales = { x: () => 0, y: (net: number) => 100 - net / 10, width: 8 };

it('puts what is charged above the line of nothing, and what is credited below it', () => {
  expect(layOutBars(months('500', '-50', '0'), scales)).toMatchObject([
    { y: 50, height: 50 },
    { y: 100, height: 5 },
    { y: 100, height: 0 },
  ]);
});

it('shows a penny beside a million', () => {
  expect(layOutBars(months('0.01', '-0.01'), scales)).toMatchObject([
    { y: 99, height: 1 },
    { y: 100, height: 1 },
  ]);
});

it('names a month wherever the reader is', () => {
  expect(longMonth('2026-01')).toBe('Jan 2026');
});
