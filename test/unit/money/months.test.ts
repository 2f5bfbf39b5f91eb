import { everyMonth, medianOf, monthsBefore, usualNet } from '../../../domain/money/months';

it.each([
  ['2026-06', 1, '2026-05'],
  ['2026-01', 1, '2025-12'],
  ['2026-06', 12, '2025-06'],
  ['2026-12', -1, '2027-01'],
  ['2026-03', 0, '2026-03'],
  ['2026-11', 11, '2025-12'],
])('%s less %i months is %s', (month, months, before) => {
  expect(monthsBefore(month, months)).toBe(before);
});

it('shows every month, with nothing where nothing was charged', () => {
  expect(everyMonth('2026-02', 3, [{ month: '2026-01', net: '1.20' }])).toEqual([
    { month: '2025-12', net: '0' },
    { month: '2026-01', net: '1.20' },
    { month: '2026-02', net: '0' },
  ]);
});

it.each([
  [[], null],
  [['3'], '3'],
  [['10', '9', '-1'], '9'],
  [['0.1', '0.2'], '0.15'],
  [['0.000001', '0.000002', '99999999999999999999', '1'], '0.500001'],
])('the median of %p is %s', (amounts, median) => {
  expect(medianOf(amounts)).toBe(median);
});

it('takes no month of nothing for usual', () => {
  const months = ['0', '0.00', '4', '6', '-0'].map((net) => ({ month: '2026-01', net }));
  expect(usualNet(months)).toBe('5');
});
