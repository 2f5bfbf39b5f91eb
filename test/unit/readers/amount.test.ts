import fc from 'fast-check';
import Big from 'big.js';
import { amountReader } from '../../../readers/amount';
import { minorDigits } from '../../../domain/money/currency';

const english = amountReader({ decimal: '.', thousands: ',', unit: 'major' }, 'GBP');
const german = amountReader({ decimal: ',', thousands: '.', unit: 'major' }, 'EUR');
const french = amountReader({ decimal: ',', thousands: ' ', unit: 'major' }, 'EUR');
const pence = amountReader({ decimal: '.', thousands: ',', unit: 'minor' }, 'GBP');
const yen = amountReader({ decimal: '.', unit: 'minor' }, 'JPY');

describe('an amount cell', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['0.000', '0.000'],
    ['-0.300', '-0.300'],
    ['-0.00', '0.00'],
    ['(0.30)', '-0.30'],
    ['0.30-', '-0.30'],
    ['−0.30', '-0.30'],
    ['+1', '1'],
    [' 7 ', '7'],
    ['007.50', '7.50'],
    ['1,234,567', '1234567'],
    ['999999999999.012345', '999999999999.012345'],
  ])('%s keeps its value and precision', (cell, value) => expect(english(cell)).toEqual({ value }));

  it('follows the signs that the type states', () => {
    expect(german('1.234,50')).toEqual({ value: '1234.50' });
    expect(german('1,5')).toEqual({ value: '1.5' });
    expect(french('1\u202f234\u00a0567,8')).toEqual({ value: '1234567.8' });
    expect(amountReader({ decimal: '.', unit: 'major' }, 'GBP')('1,234').reason).toBe(
      '"1,234" is not an amount',
    );
  });

  it.each([
    '',
    'lots',
    '1,5',
    '12,34.5',
    '1234,567',
    ',123',
    '--1',
    '(-1)',
    '-1-',
    '1e3',
    '0x1',
    'NaN',
    '1 000',
    '(1',
    '１',
  ])('%s is not an amount', (cell) => expect(english(cell).reason).toContain('is not an amount'));

  it('takes an amount without a digit on one side of the point', () => {
    expect([
      english('.5').value,
      english('5.').value,
      english('-.25').value,
      english('1,234.').value,
    ]).toEqual(['0.5', '5', '-0.25', '1234']);
    for (const cell of ['.', '-.', '()', ',', '1..', '.1.'])
      expect(english(cell).reason).toContain('is not an amount');
  });

  it('leaves out zeros past the sixth decimal, which say nothing', () => {
    expect(english('0.1000000').value).toBe('0.100000');
    expect(english('0.1000001').reason).toContain('6 after');
  });

  it('names a currency sign as what is in the way', () => {
    expect(english('£0.30').reason).toBe('"£0.30" is not an amount: it contains a currency sign');
  });

  it('refuses more digits than the ledger keeps', () => {
    expect(english('1000000000000').reason).toContain('more than 12 digits');
    expect(english('0.1234567').reason).toContain('6 after');
    expect(pence('1.12345').reason).toContain('6 after');
  });

  it('moves the point of minor units by what the currency has', () => {
    expect(pence('1234')).toEqual({ value: '12.34' });
    expect(pence('1,234.5')).toEqual({ value: '12.345' });
    expect(pence('5')).toEqual({ value: '0.05' });
    expect(pence('-7')).toEqual({ value: '-0.07' });
    expect(pence('0')).toEqual({ value: '0.00' });
    expect(yen('1234')).toEqual({ value: '1234' });
    expect(['GBP', 'JPY', 'KWD', 'HUF', 'COP', 'IQD'].map(minorDigits)).toEqual([2, 0, 3, 2, 2, 3]);
  });

  it('agrees with exact arithmetic on any amount, however it is written', () => {
    const amount = fc.tuple(
      fc.bigInt({ min: 0n, max: 999_999_999_999n }),
      fc.stringMatching(/^\d{0,6}$/),
      fc.boolean(),
    );
    fc.assert(
      fc.property(amount, ([integer, decimals, negative]) => {
        const grouped = integer.toString().replace(/\B(?=(\d{3})+$)/g, ',');
        const written = `${negative ? '-' : ''}${grouped}${decimals && `.${decimals}`}`;
        const { value } = english(written);
        expect(new Big(value as string).eq(written.replaceAll(',', ''))).toBe(true);
        expect(value?.split('.')[1] ?? '').toBe(decimals);
      }),
    );
  });
});
