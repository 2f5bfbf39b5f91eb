import Big from 'big.js';
import fc from 'fast-check';
import { minorDigits } from '../../../domain/money/currency';
import { accountTotal, roundToMinor, sameAmount } from '../../../domain/money/money';

it.each([
  ['1.315', '20', 'GBP', { rounding: '0.005', net: '1.32', tax: '0.26', gross: '1.58' }],
  ['1.2745', '20', 'GBP', { rounding: '-0.0045', net: '1.27', tax: '0.25', gross: '1.52' }],
  ['-1.315', '20', 'GBP', { rounding: '-0.005', net: '-1.32', tax: '-0.26', gross: '-1.58' }],
  ['-1.2745', '20', 'GBP', { rounding: '0.0045', net: '-1.27', tax: '-0.25', gross: '-1.52' }],
  ['131.5', '10', 'JPY', { rounding: '0.5', net: '132', tax: '13', gross: '145' }],
  ['0', '20', 'GBP', { rounding: '0', net: '0.00', tax: '0.00', gross: '0.00' }],
])('adds up %s at %s %% in %s as the worked example does', (unrounded, tax, currency, total) => {
  expect(accountTotal(unrounded, tax, currency)).toEqual(total);
});

it.each([
  ['GBP', 2],
  ['JPY', 0],
  ['KWD', 3],
])('knows what %s is paid in', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits);
});

it('knows the same number at another precision', () => {
  expect(sameAmount('1.5', '1.500')).toBe(true);
  expect(sameAmount('1.5', '1.5001')).toBe(false);
});

/** Up to 12 digits and 6 decimals, as text. */
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, decimals]) => new Big(digits.toString()).div(new Big(10).pow(decimals)).toFixed());
const currency = fc.constantFrom('GBP', 'JPY', 'KWD');
const negative = (text: string) => new Big(text).times(-1).toFixed();

it('mirrors a charge by its credit: both together are nothing', () => {
  fc.assert(
    fc.property(amount, currency, fc.constantFrom('0', '5', '17.5', '20'), (owed, unit, percent) => {
      const charge = accountTotal(owed, percent, unit);
      const credit = accountTotal(negative(owed), percent, unit);
      for (const part of ['rounding', 'net', 'tax', 'gross'] as const)
        expect(new Big(charge[part]).plus(credit[part]).eq(0)).toBe(true);
    }),
  );
});

it('never rounds by more than half of what can be paid, and loses nothing by it', () => {
  fc.assert(
    fc.property(amount, currency, (owed, unit) => {
      const { rounding, net, tax, gross } = accountTotal(owed, '20', unit);
      const half = new Big(10).pow(-minorDigits(unit)).div(2);
      expect(new Big(rounding).abs().lte(half)).toBe(true);
      expect(new Big(owed).plus(rounding).eq(net)).toBe(true);
      expect(new Big(net).plus(tax).eq(gross)).toBe(true);
      expect(roundToMinor(net, unit)).toBe(net);
    }),
  );
});
