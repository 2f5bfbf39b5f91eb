import Big from 'big.js';
import { type ReadRow } from '../../../domain/imports/read-row';
import { chunksOf, rowsOf, sampleFile, sampleJson, sampleType, v2 } from '../../setup/read-file';

interface Outcome {
  rows: { file: number; invalid?: number };
  sell: Record<string, string>;
  buy?: Record<string, string>;
}
const expected = sampleJson<Record<string, Outcome>>('expected.json');
const v1 = sampleType('essensys call logger');

/** Sum of what is readable, at the precision of the most precise amount. */
function sum(rows: ReadRow[], column: 'buy' | 'sell'): string {
  const amounts = rows.map((row) => row[column]).filter((amount) => amount !== null);
  const places = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  return amounts.reduce((total, amount) => total.plus(amount), new Big(0)).toFixed(places);
}

const quirks = 'call-logger-quirks.csv';

describe('the sample files', () => {
  it.each(Object.keys(expected).filter((key) => key !== 'note'))(
    'gives every row and penny of %s',
    async (key) => {
      const name = (/^\S+/.exec(key) as RegExpExecArray)[0];
      const outcome = expected[key] as Outcome;
      const rows = await rowsOf(sampleFile(name), name.includes('-v1-') ? v1 : v2);

      expect(rows).toHaveLength(outcome.rows.file);
      expect(rows.filter((row) => row.fault !== null)).toHaveLength(outcome.rows.invalid ?? 0);
      expect(sum(rows, 'sell')).toBe(outcome.sell.file);
      if (outcome.buy !== undefined) expect(sum(rows, 'buy')).toBe(outcome.buy.file);
    },
  );

  it.each([
    ['call-logger-london-2026-05.csv', '78.8145', '106.3997'],
    ['call-logger-leeds-2026-05.csv', '21.7068', '29.3048'],
    [quirks, '0.4204', '1235.054'],
  ])('reports the footer of %s, which is no row', async (name, buy, sell) => {
    const chunks = await chunksOf(sampleFile(name));
    expect(chunks.at(-1)).toMatchObject({ done: true, footer: { buy, sell } });
    const rows = chunks.flatMap((chunk) => chunk.rows);
    expect(rows.some((row) => row.raw.startsWith('TOTAL'))).toBe(false);
    expect(new Big(sum(rows, 'sell')).eq(sell)).toBe(true);
  });

  it('keeps the value of the two invalid quirks apart, to the last digit', async () => {
    const rows = await rowsOf(sampleFile(quirks));
    const invalid = rows.filter((row) => row.fault !== null);
    expect(sum(invalid, 'sell')).toBe(
      expected['call-logger-quirks.csv at London Bridge']?.sell['invalid (readable)'],
    );
    expect(sum(rows, 'buy')).toBe('0.4204');
  });
});

describe('the quirks, line by line', () => {
  const byLine: Record<number, Partial<ReadRow>> = {
    3: {
      rowNumber: 1,
      accountCode: 'ACC-1001',
      sell: '0.040',
      startedAt: Date.parse('2026-05-01T08:14:22.000Z'),
      durationSeconds: 187,
    },
    4: { rowNumber: 2, accountCode: 'ACC-1001', sell: '0.040' },
    5: { accountCode: 'acc-1002 ', sell: '1234.50', durationSeconds: 187, destination: 'France, Paris' },
    6: {
      accountCode: '0042',
      sell: '0.000',
      buy: '0.0000',
      localDate: '2026-05-31',
      startedAt: Date.parse('2026-05-31T22:59:59.000Z'),
    },
    7: { accountCode: null, sell: '0.030', destination: null, number: 'Withheld' },
    8: { accountCode: 'GHOST9', sell: '0.600', durationSeconds: 4510 },
    9: { accountCode: 'ACC-1003', sell: '-0.300', buy: '-0.1000', durationSeconds: 0 },
    10: { accountCode: '=cmd|calc!A0', sell: '0.061' },
    11: {
      fault: { column: 'Call Date', reason: 'Call Date 31/02/2026 does not exist' },
      startedAt: null,
      localDate: null,
      durationSeconds: 60,
      buy: '0.0450',
      sell: '0.061',
    },
    12: {
      fault: { column: 'Client Amount', reason: 'Client Amount "lots" is not an amount' },
      startedAt: Date.parse('2026-05-30T10:02:00.000Z'),
      localDate: '2026-05-30',
      durationSeconds: 60,
      buy: '0.0450',
      sell: null,
    },
    13: { rowNumber: 11, accountCode: 'ACC-1009', sell: '0.022' },
  };

  it.each(Object.entries(byLine))('line %s', async (number, want) => {
    const rows = await rowsOf(sampleFile(quirks));
    const raw = sampleFile(quirks).toString('utf8').split('\r\n')[Number(number) - 1];
    const row = rows.find(({ line }) => line === Number(number));
    expect(row).toMatchObject({ fault: null, ignored: null, raw, ambiguousTime: false, ...want });
  });
});
