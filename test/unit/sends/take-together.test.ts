import { setImmediate as turn } from 'node:timers/promises';
import { takeTogether } from '../../../prisma/repositories/sends/take-together';

it('serves those who come while somebody is served in one go, in their order', async () => {
  const groups: number[] = [];
  const take = takeTogether(async (count) => {
    groups.push(count);
    await turn();
    return (at) => `${groups.length}:${at}`;
  });
  const all = [take(), take(), take()];
  expect(await Promise.all(all)).toEqual(['1:0', '2:0', '2:1']);
  expect(await take()).toBe('3:0');
  expect(groups).toEqual([1, 2, 1]);
});

it('tells a whole group of its failure, and serves the next one', async () => {
  let calls = 0;
  const take = takeTogether(async () => {
    await turn();
    if (++calls === 2) throw new Error('no answer');
    return () => calls;
  });
  const [first, second, third] = [take(), take(), take()].map((one) => one.catch(String));
  expect(await Promise.all([first, second, third])).toEqual([1, 'Error: no answer', 'Error: no answer']);
  expect(await take()).toBe(3);
});
