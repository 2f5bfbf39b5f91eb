import { countOfFilter } from '../../../console/screens/imports/rows/row-filter';

const column = { file: '9.5', matched: '4', unmatched: '3', invalid: '2.5', duplicate: '0', ignored: '0' };
const found = {
  rows: { file: 10, matched: 5, unmatched: 3, invalid: 2, duplicate: 0, ignored: 0 },
  amount: { sell: column },
  unmatchedReasons: { 'unknown code': 2 },
};
const any = { status: undefined, reason: undefined, differs: undefined };

describe('the count of what fits a filter', () => {
  it('is that of the part, or of the file', () => {
    expect(countOfFilter(found, any)).toEqual({ rows: 10, sum: '9.5' });
    expect(countOfFilter(found, { ...any, status: 'invalid' })).toEqual({ rows: 2, sum: '2.5' });
  });

  it('is that of the reason', () => {
    const unmatched = { ...any, status: 'unmatched' as const };
    expect(countOfFilter(found, { ...unmatched, reason: 'unknown code' })).toEqual({ rows: 2 });
    expect(countOfFilter(found, { ...unmatched, reason: 'no code' })).toEqual({ rows: 0 });
  });

  it('is not told where nobody has counted it', () => {
    expect(countOfFilter(found, { ...any, status: 'duplicate', differs: 'amount' })).toEqual({});
    expect(countOfFilter(found, { ...any, status: 'invalid', reason: 'x' })).toEqual({});
  });
});
