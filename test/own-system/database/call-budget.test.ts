import { setMaxListeners } from 'node:events';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { createRateLimiter, RateLimitExceeded } from '../../../prisma/repositories/sends/rate-limiter';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let database: Database;
beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
});
afterAll(async () => {
  await database.close();
  await made.close();
});

const left = async (name: string) =>
  (await database.query<{ tokens: number }>('SELECT tokens FROM call_budget WHERE name = $1', [name]))[0]
    ?.tokens as number;

it('gets back the turns of those who leave, and of those for whom they are too far away', async () => {
  const perSecond = 2;
  const limiter = createRateLimiter(database, 'left', perSecond);
  const gone = new AbortController();
  setMaxListeners(100, gone.signal);
  const waiting = Array.from({ length: 40 }, () =>
    limiter.acquire({ signal: gone.signal }).catch((e: Error) => e.name),
  );
  await expect(limiter.acquire({ withinMs: 3_000 })).rejects.toThrow(RateLimitExceeded);
  gone.abort();
  const ends = await Promise.all(waiting);
  expect(ends.filter((end) => end === 'AbortError').length).toBeGreaterThan(30);
  // Two were made; of the others none is owed.
  expect(await left('left')).toBeGreaterThan(-perSecond);
}, 30_000);

it('owes nothing for a clock that went back', async () => {
  const limiter = createRateLimiter(database, 'back', 5);
  await limiter.acquire();
  await database.query(
    `UPDATE call_budget SET refilled_at = now() + interval '10 minutes', tokens = 3 WHERE name = 'back'`,
  );
  await limiter.acquire({ withinMs: 0 });
  expect(await left('back')).toBe(2);
});

it('makes each of those who ask at once wait for its own turn', async () => {
  const limiter = createRateLimiter(database, 'at once', 1);
  const asked = [1, 2, 3, 4].map(() =>
    limiter.acquire({ withinMs: 0 }).catch((error: unknown) => (error as RateLimitExceeded).retryAfterMs),
  );
  const [first, ...others] = await Promise.all(asked);
  expect(first).toBeUndefined();
  expect(others.map((ms) => Math.round((ms as number) / 1_000))).toEqual([1, 2, 3]);
});
