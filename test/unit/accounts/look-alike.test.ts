import { lookAlike } from '../../../domain/accounts/look-alike';

describe('codes that look alike', () => {
  it.each([
    ['acc-1001'],
    ['ACC1001'],
    ['ACC 1001'],
    ['ACC.1001'],
    ['ACC_1001'],
    ['ACC–1001'],
    ['ACC-IOO1'],
    ['acc-l00l'],
    ['ACC-1OOI'],
    ['АСС-1001'],
    ['ΑCC-1001'],
    ['ÁÇC-1001'],
    ['ＡＣＣ－１００１'],
    ['A\u200bCC\u00ad-1001'],
    [' ACC / 1001 '],
    ['ACC-1ØØ1'],
    ['АСС-ІОО1'],
    ['ACC-ıοо1'],
  ])('%p has the key of ACC-1001', (code) => {
    expect(lookAlike(code)).toBe(lookAlike('ACC-1001'));
  });

  it.each([
    ['ACC-1001', 'ACC-1002'],
    ['ACC-1001', 'ACC-11001'],
    ['ACC-1001', 'ACD-1001'],
    ['0042', '42'],
    ['10²', '102'],
    ['ACC-5', 'ACC-S'],
    ['И1', 'N1'],
  ])('%p and %p have not', (one, other) => {
    expect(lookAlike(one)).not.toBe(lookAlike(other));
  });

  it.each([
    ['ABCDEHIJKLMOPQSTVWXY', 'АВСԀЕНІЈКӀМОРԚЅТѴԜХУ'],
    ['ABCEZHIKMNOPTYX', 'ΑΒϹΕΖΗΙΚΜΝΟΡΤΥΧ'],
  ])('the letters %p look like %p, one by one', (latin, other) => {
    const [left, right] = [[...latin], [...other]];
    const apart = left.filter((letter, at) => lookAlike(letter) !== lookAlike(right[at] ?? ''));
    expect(apart).toEqual([]);
  });

  it('have no key where there is nothing to look like', () => {
    expect(['', ' - ', '.', '\u200b'].map(lookAlike)).toEqual(['', '', '', '']);
  });

  it('have a key that is a text of its own, however long', () => {
    expect(lookAlike(`A-${'x'.repeat(2_000)}`)).toBe(`a${'x'.repeat(2_000)}`);
  });
});
