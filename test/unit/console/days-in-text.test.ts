import { daysInText } from '../../../console/ui/days-in-text';

const shown = (text: string) => daysInText(text, (day) => `<${day}>`);

it('writes the days of a sentence for people', () => {
  expect(shown('3 of 9 rows are outside 2026-05-01 to 2026-07-31, the last of 2026-11-26')).toBe(
    '3 of 9 rows are outside <2026-05-01> to <2026-07-31>, the last of <2026-11-26>',
  );
  expect(shown('It ended on 2026-05-01.')).toBe('It ended on <2026-05-01>.');
});

it('leaves what only looks like a day: cells, names of files, numbers, and days that there are not', () => {
  for (const text of [
    '"2026-05-01" on line 3',
    'as calls-2026-05-01.csv (posted)',
    'as 2026-05-01.csv (posted)',
    'BS-2026-05-01',
    '2026-05-01T10:00:00Z',
    '12026-05-01',
    '2026-13-01 and 2026-05-32',
  ])
    expect(shown(text)).toBe(text);
});
