import fc from 'fast-check';
import Big from 'big.js';
import { ExactSum } from '../../../domain/money/exact-sum';

const amount = fc
  .tuple(
    fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 }),
  )
  .map(([whole, fraction]) => (fraction === '' ? `${whole}` : `${whole}.${fraction}`));

const sumOf = (amounts: string[]): string => {
  const sum = new ExactSum();
  for (const one of amounts) sum.add(one);
  return sum.total();
};

it('adds up as exact arithmetic does, with as many decimals as the amount with the most', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 50 }), (amounts) => {
      const decimals = Math.max(0, ...amounts.map((one) => one.split('.')[1]?.length ?? 0));
      const wanted = amounts.reduce((sum, one) => sum.plus(one), new Big(0)).toFixed(decimals);
      // Big has a minus before nothing; a sum has not.
      expect(sumOf(amounts)).toBe(/[1-9]/.test(wanted) ? wanted : wanted.replace('-', ''));
    }),
  );
});

it.each([
  [[], '0'],
  [['0.1', '0.2'], '0.3'],
  [['0.040', '0.0405'], '0.0805'],
  [['-0.30', '0.1'], '-0.20'],
  [['9007199254740993', '0.000001'], '9007199254740993.000001'],
  [['123456789012345678901234.5', '-0.5'], '123456789012345678901234.0'],
])('%p comes to %s', (amounts, total) => expect(sumOf(amounts)).toBe(total));

it('loses nothing over a million amounts that numbers cannot add exactly', () => {
  const sum = new ExactSum();
  for (let count = 0; count < 1_000_000; count++) sum.add('12345678.1234');
  expect(sum.total()).toBe('12345678123400.0000');
});
