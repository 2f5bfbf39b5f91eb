import { gather } from '../../../console/api/gather';

describe('hints that come in a burst', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const gathering = () => {
    const acted: string[] = [];
    const take = gather((item: string) => acted.push(item), { keyOf: (item) => item, pauseMs: 500 });
    return { acted, take };
  };

  it('are followed at once and, once for each thing, when the pause is over', () => {
    const { acted, take } = gathering();
    for (let n = 0; n < 20; n++) ['work', 'sheet'].forEach(take);
    expect(acted).toEqual(['work']);
    jest.advanceTimersByTime(500);
    expect(acted).toEqual(['work', 'sheet', 'work']);
    jest.advanceTimersByTime(10_000);
    expect(acted).toHaveLength(3);
  });

  it('do not come faster when they never end, and none is lost', () => {
    const { acted, take } = gathering();
    for (let n = 0; n < 100; n++) {
      take('work');
      jest.advanceTimersByTime(50);
    }
    expect(acted.length).toBeLessThanOrEqual(11);
    take('import');
    jest.advanceTimersByTime(500);
    expect(acted.at(-1)).toBe('import');
  });

  it('are followed at once again after a quiet time', () => {
    const { acted, take } = gathering();
    take('work');
    jest.advanceTimersByTime(501);
    take('work');
    expect(acted).toEqual(['work', 'work']);
  });
});
