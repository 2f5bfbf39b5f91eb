import fc from 'fast-check';
import { formatReader, patternReader } from '../../../readers/time-format';

const time = (hour: number, minute: number, second = 0) => ({
  year: 0,
  month: 0,
  day: 0,
  hour,
  minute,
  second,
});

describe('a date or time format', () => {
  it.each([
    ['HH:mm:ss', '09:14:22', time(9, 14, 22)],
    ['HH:mm', '9:14', time(9, 14)],
    ['hh:mm a', '12:05 am', time(0, 5)],
    ['hh:mm a', '12:05 PM', time(12, 5)],
    ['HHmmss', '091422', time(9, 14, 22)],
    ['dd/MM/yy', '1/5/26', { ...time(0, 0), year: 2026, month: 5, day: 1 }],
    ['yyyyMMdd', '20260501', { ...time(0, 0), year: 2026, month: 5, day: 1 }],
    [
      'yyyy-MM-ddTHH:mm',
      '2026-05-01T09:14',
      { year: 2026, month: 5, day: 1, hour: 9, minute: 14, second: 0 },
    ],
  ])('%s reads %s', (format, cell, parts) => expect(formatReader(format)(cell)).toEqual(parts));

  it.each([
    ['HH:mm:ss', '24:00:00'],
    ['HH:mm:ss', '09:60:00'],
    ['HH:mm:ss', '09:14'],
    ['HH:mm', '09.14'],
    ['hh:mm a', '13:00 pm'],
    ['dd/MM/yyyy', '01/05/26'],
    ['yyyyMMdd', '2026051'],
  ])('%s does not read %s', (format, cell) => expect(formatReader(format)(cell)).toBeNull());
});

it.each([
  'dd/MM/yyyy',
  'dd/MM/yy',
  'HH:mm:ss',
  'yyyy-MM-ddTHH:mm:ss',
  'yyyyMMdd',
  'HHmm',
  'dd.MM.yyyy HH:mm',
])('reads texts of full length in %s by position as the pattern reads them', (format) => {
  const read = formatReader(format);
  const readByPattern = patternReader(format);
  const signs = fc.string({
    unit: fc.constantFrom(...'0123456789/:-.T t'),
    minLength: format.length,
    maxLength: format.length,
  });
  const digits = fc.array(fc.constantFrom(...'0123456789'), {
    minLength: format.length,
    maxLength: format.length,
  });
  const written = digits.map((some) =>
    [...format].map((sign, at) => (/[yMdHms]/.test(sign) ? some[at] : sign)).join(''),
  );
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: written }, signs), (text) => {
      expect(read(text)).toEqual(readByPattern(text));
    }),
    { numRuns: 2_000, seed: 7 },
  );
});
