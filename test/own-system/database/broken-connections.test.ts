import { openDatabase } from '../../../prisma/client/database';
import { createTestDatabase } from '../../setup/database';

it('outlives connections that PostgreSQL ends while they are being lent', async () => {
  const { url, close } = await createTestDatabase();
  const database = openDatabase(url);
  const lent = await database.pool.connect();
  // What the driver does where the end comes in one piece with what went before: nobody who was lent it could listen
  // yet.
  expect(() => lent.emit('error', new Error('terminating connection'))).not.toThrow();
  lent.release(true);
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await database.close();
  await close();
});
