import { fold, foldName } from '../../../domain/text/fold';

describe('what is folded', () => {
  it.each([
    ['ACC-1001', 'acc-1001'],
    ['0042', '0042'],
    ['', ''],
    [' \t\u00a0 ', ''],
    ['  ACC  1\t\n2 ', 'acc 1 2'],
    ['ACC\u00a01\u20092\u30003\u00854', 'acc 1 2 3 4'],
    ['\ufeffA\u200bC\u200cC\u200d-\u20601\u00ad', 'acc-1'],
    ['A \u200b B', 'a b'],
    ['\u200eA\u202eB\u2066C\ufe0f\u{e0100}', 'abc'],
    ['ＡＣＣ－１００１', 'acc-1001'],
    ['Ａ\u0301', 'á'],
    ['a\u200d\u0301', 'á'],
    ['Cafe\u0301', 'café'],
    ['J\u030c', '\u01f0'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['οδος', 'οδοσ'],
    ['İ', 'i\u0307'],
    ['АББ', 'абб'],
  ])('makes %p into %p', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });

  it.each([
    ['10²', '102'],
    ['Ⅳ', 'IV'],
    ['ﬁ', 'fi'],
    ['Ａ', 'А'],
    ['ACC-1', 'ACC1'],
    ['0042', '42'],
  ])('keeps %p and %p apart', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('is composed only where it is not longer than any', () => {
    const tail = 'x'.repeat(995);
    expect(fold(` Cafe\u0301${tail}`)).toBe(`café${tail}`);
    expect(fold(` Cafe\u0301${tail}y`)).toBe(`cafe\u0301${tail}y`);
  });

  it('is the same for names up and down', () => {
    expect(foldName('Straße\u00a0 1')).toBe(foldName('STRASSE 1'));
    expect(foldName('Ο Δρόμος')).toBe(foldName('Ο ΔΡΌΜΟΣ'));
  });
});
