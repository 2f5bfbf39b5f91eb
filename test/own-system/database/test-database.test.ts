import { Client } from 'pg';
import { createTestDatabase } from '../../setup/database';

it('gives each test a database of its own', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new Client({ connectionString: one.url });
  await client.connect();
  await client.query('CREATE TABLE only_here (a int)');
  await client.end();
  const elsewhere = new Client({ connectionString: other.url });
  await elsewhere.connect();
  const { rows } = await elsewhere.query<{ found: string | null }>(
    "SELECT to_regclass('only_here') AS found",
  );
  expect(rows).toEqual([{ found: null }]);
  await elsewhere.end();
  await Promise.all([one.close(), other.close()]);
});
