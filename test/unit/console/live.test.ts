import { QueryClient } from '@tanstack/react-query';
import { hintFollower } from '../../../console/api/live';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A client whose queries count how often they are asked again. */
async function asking(...keys: string[][]) {
  const client = new QueryClient();
  const asked: Record<string, number> = {};
  for (const queryKey of keys) {
    asked[queryKey.join(' ')] = 0;
    const queryFn = () => Promise.resolve(++(asked[queryKey.join(' ')] as number));
    await client.fetchQuery({ queryKey, queryFn });
  }
  const follow = hintFollower({
    invalidateQueries: (filters) => client.invalidateQueries({ ...filters, refetchType: 'all' }),
  });
  return { asked, follow };
}

const id = '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10';

it('asks for what waits at most every 2 s while hints of it never end, and after the last of them', async () => {
  const { asked, follow } = await asking(['work', 'list'], ['work', 'counts']);
  for (let ms = 0; ms < 15_000; ms += 100) {
    follow({ kind: 'work', id: null });
    await jest.advanceTimersByTimeAsync(100);
  }
  expect(asked).toEqual({ 'work list': 9, 'work counts': 9 });
  follow({ kind: 'work', id: null });
  await jest.advanceTimersByTimeAsync(2_000);
  expect(asked['work list']).toBe(10);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(asked['work list']).toBe(10);
});

it('asks for a thing at once, whatever else waits', async () => {
  const { asked, follow } = await asking(['import', id], ['import', 'list'], ['work', 'list']);
  follow({ kind: 'work', id: null });
  follow({ kind: 'work', id: null });
  follow({ kind: 'import', id });
  await jest.advanceTimersByTimeAsync(0);
  expect(asked).toEqual({ [`import ${id}`]: 2, 'import list': 1, 'work list': 2 });
});
