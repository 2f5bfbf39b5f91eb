import { gained } from '../../../console/screens/imports/codes/gained';

const none = { file: 0, unmatched: 0, invalid: 0, duplicate: 0, ignored: 0 };
const matched = (rows: number, sell: string) => ({
  rows: { ...none, matched: rows },
  amount: { sell: { file: '0', unmatched: '0', invalid: '0', duplicate: '0', ignored: '0', matched: sell } },
});

describe('what a code has matched', () => {
  it('is told in rows and their exact amount', () => {
    expect(gained(matched(10, '0.10'), matched(1_250, '316.3000'))).toEqual({
      rows: 1_240,
      amount: '316.2000',
    });
    expect(gained(matched(1, '-0.30'), matched(2, '0.0405'))).toEqual({ rows: 1, amount: '0.3405' });
  });

  it('is nothing until something is matched', () => {
    expect(gained(matched(10, '1'), matched(10, '1'))).toBeNull();
    expect(gained({ ...matched(0, '0'), amount: {} }, matched(3, '1.5'))).toEqual({ rows: 3, amount: '1.5' });
  });
});
