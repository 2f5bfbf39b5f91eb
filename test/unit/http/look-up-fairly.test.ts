import { lookUpFairly } from '../../../api/http/look-up-fairly';

const flood = Array.from({ length: 150 }, (_, at) => `made up ${at}`);

it('looks up wrong secrets one at a time beyond the limit, and whoever was right last does not wait', async () => {
  let isLimited = false;
  const lookUp = lookUpFairly({ isLimited: () => isLimited });
  const right = () => Promise.resolve('a person');
  expect(await lookUp('right', '192.0.2.1', right)).toBe('a person');
  isLimited = true;
  let lookedUp = 0;
  const wrong = flood.map((secret) =>
    lookUp(secret, '192.0.2.1', () => {
      lookedUp++;
      return Promise.resolve(null);
    }),
  );
  expect(await lookUp('right', '192.0.2.1', right)).toBe('a person');
  expect(lookedUp).toBe(0);
  expect(await Promise.all(wrong)).toEqual(flood.map(() => null));
  // One takes 100 ms, and nobody waits for more than 3 s.
  expect(lookedUp).toBeLessThan(40);
});

it('lets a secret that is no longer right queue up like all others', async () => {
  const lookUp = lookUpFairly({ isLimited: () => true });
  const found = (what: string | null) => () => Promise.resolve(what);
  await lookUp('a key', '192.0.2.1', found('a person'));
  expect(await lookUp('a key', '192.0.2.1', found(null))).toBeNull();
  let isLookedUp = false;
  const again = lookUp('a key', '192.0.2.1', () => {
    isLookedUp = true;
    return Promise.resolve(null);
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isLookedUp).toBe(false);
  expect(await again).toBeNull();
});
