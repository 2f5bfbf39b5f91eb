import { sharesOf } from '../../../console/ui/shares';

describe('the parts of a bar', () => {
  it('fill it in their order, and leave out what is nothing', () => {
    expect(
      sharesOf([
        { name: 'matched', count: 3 },
        { name: 'invalid', count: 0 },
        { name: 'unmatched', count: 1 },
      ]),
    ).toEqual([
      { name: 'matched', from: 0, width: 75 },
      { name: 'unmatched', from: 75, width: 25 },
    ]);
  });

  it('show one row of a million', () => {
    const [many, single] = sharesOf([
      { name: 'matched', count: 999_999 },
      { name: 'unmatched', count: 1 },
    ]);
    expect(single?.width).toBeGreaterThan(1);
    expect((many?.width ?? 0) + (single?.width ?? 0)).toBeCloseTo(100);
  });

  it('are none of an empty file', () => {
    expect(sharesOf([{ name: 'matched', count: 0 }])).toEqual([]);
  });
});
