import { compare, type Ratios } from '../../../bench/quick/compare';

const release: Ratios[] = [
  { review: 0.5, complete: 5, post: 6, send: 0.5 },
  { review: 0.6, complete: 6, post: 8, send: 0.6 },
];
const slowerIn = (now: Partial<Ratios>) =>
  compare(release, { review: 0.55, complete: 5, post: 7, send: 0.55, ...now })
    .filter(({ slower }) => slower)
    .map(({ what }) => what);

it('takes a run between those of the release for as fast', () => {
  expect(slowerIn({})).toEqual([]);
});

it.each([
  ['review', 0.46, 0.44],
  ['complete', 6.5, 6.7],
  ['post', 8.7, 8.9],
  ['send', 0.46, 0.44],
] as const)('takes %s for slower only beyond the worst run and a tenth', (what, noise, slower) => {
  expect(slowerIn({ [what]: noise })).toEqual([]);
  expect(slowerIn({ [what]: slower })).toEqual([what]);
});

it('takes nothing for slower that is better', () => {
  expect(slowerIn({ review: 0.9, complete: 1, post: 1, send: 0.9 })).toEqual([]);
});

it('says what the runs of the release lay between', () => {
  expect(compare(release, { review: 1, complete: 5, post: 1, send: 1 })[2]).toEqual({
    what: 'post',
    now: 1,
    lowest: 6,
    highest: 8,
    slower: false,
  });
});

it('compares with nothing only by saying so', () => {
  expect(() => compare([], { review: 1, complete: 5, post: 1, send: 1 })).toThrow('no run of a release');
});
