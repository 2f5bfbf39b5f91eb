import { type Database, openDatabase } from '../../../prisma/client/database';
import { withinTime } from '../../../prisma/client/within-time';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
});
afterAll(async () => {
  await database?.close();
  await own?.close();
});

it('gives up sums that take too long, and says what to do', async () => {
  const endless = withinTime(database, (tx) => tx.query('SELECT pg_sleep(60)'), 50);
  await expect(endless).rejects.toMatchObject({ problem: 'too-much-to-add-up' });
  await expect(endless).rejects.toThrow(/Narrow the filter/);
});

it('hides no other failure, and no answer', async () => {
  await expect(withinTime(database, (tx) => tx.query('SELECT 1/0'))).rejects.toMatchObject({ code: '22012' });
  expect(await withinTime(database, (tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});
