import { durationReader } from '../../../readers/duration';

const any = durationReader('hh:mm:ss | mm:ss | seconds');

describe('a duration cell', () => {
  it.each([
    ['75:10', 4510],
    ['187', 187],
    ['00:00:41', 41],
    ['1:02:03', 3723],
    ['100:00:00', 360_000],
    [' 0 ', 0],
    ['99999:59:59', 359_999_999],
    ['999999:59', 59_999_999],
    ['999999999', 999_999_999],
  ])('%s is %d seconds', (cell, seconds) => expect(any(cell)).toEqual({ seconds }));

  it.each([
    ...['00:60:00', '00:00:60', '10:75', '1:2:3', '-5', '1.5', '3 min', '0:00:00:01', '100000:00:00'],
    ...['1000000:00', '1000000000', ':10', '10:', '10::5', '1:05:', '10:5', '1:0 5', '٣:10', '1e5', '+5'],
  ])('%s is not a duration', (cell) => expect(any(cell).reason).toContain('is not a duration'));

  it('takes only the notations that the type states', () => {
    expect(durationReader('seconds')('00:41').reason).toBe('"00:41" is not a duration (seconds)');
    expect(durationReader('mm:ss')('41').seconds).toBeUndefined();
  });

  it('says that a blank cell is empty', () => expect(any(' ').reason).toBe('is empty'));
});
