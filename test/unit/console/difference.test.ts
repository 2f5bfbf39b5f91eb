import { differenceOf } from '../../../console/screens/batch-sheets/difference';

it.each([
  ['26.7928', '26.7928', '0.0000'],
  ['4', '3', '-1'],
  ['0.1', '0.3', '0.2'],
  ['110.8834', '110.88', '-0.0034'],
  ['-1.5', '1.25', '2.75'],
  ['1', '0.999999', '-0.000001'],
  ['90071992547409930.01', '90071992547409930.03', '0.02'],
])('from %s to %s it is exactly %s', (expected, found, difference) => {
  expect(differenceOf(expected, found)).toBe(difference);
});

it('knows none between what is not numbers', () => {
  expect(
    differenceOf('calls from 2026-04-01 to 2026-06-30', '2 calls outside it, 0 after the upload'),
  ).toBeNull();
  expect(differenceOf('1,234.5', '1234.5')).toBeNull();
});
