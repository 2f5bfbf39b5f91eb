import fc from 'fast-check';
import { Pool } from 'pg';
import { minorDigits } from '../../../domain/money/currency';
import { roundToMinor } from '../../../domain/money/money';

const pool = new Pool({ connectionString: process.env.TEST_DATABASE_URL });
afterAll(() => pool.end());

it('rounds as PostgreSQL does, to the penny and on both sides of nothing', async () => {
  const digits = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  // Halves are where two ways of rounding differ: half of the amounts end in one.
  const texts = fc.sample(fc.tuple(digits, fc.boolean()), 2_000).map(([whole, half]) => {
    const text = (half ? whole * 10n + (whole < 0n ? -5n : 5n) : whole)
      .toString()
      .replace('-', '')
      .padStart(5, '0');
    return `${whole < 0n ? '-' : ''}${text.slice(0, -3)}.${text.slice(-3)}`;
  });
  for (const currency of ['GBP', 'JPY']) {
    const { rows } = await pool.query<{ rounded: string }>(
      'SELECT round(a::numeric, $2)::text AS rounded FROM unnest($1::text[]) WITH ORDINALITY AS t (a, i) ORDER BY i',
      [texts, minorDigits(currency)],
    );
    const plain = (text: string) => text.replace(/^-(0(\.0+)?)$/, '$1');
    expect(texts.map((text) => plain(roundToMinor(text, currency)))).toEqual(
      rows.map(({ rounded }) => plain(rounded)),
    );
  }
});
