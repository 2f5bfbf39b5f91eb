import { type Database, openDatabase } from '../../../prisma/client/database';
import { findAccount, listAccounts } from '../../../prisma/repositories/accounts/account-list';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let database: Database;
let id: string;

beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
  const [account] = await database.query<{ id: string }>(
    `WITH here AS (INSERT INTO location (name, time_zone, currency) VALUES ('London', 'Europe/London', 'GBP')
      RETURNING id)
     INSERT INTO account (accounts_id, name, type, location_id) SELECT 'A', 'Tenant', 'Virtual', id FROM here
     RETURNING id`,
  );
  id = account?.id as string;
  await database.query(
    `INSERT INTO connect_send (account_id, state, payload, requested_at) VALUES ($1, 'settling', '{}', now())`,
    [id],
  );
});
afterAll(async () => {
  await database.close();
  await made.close();
});

/** Links the Account and takes the link away again, each in one transaction, until told to stop. */
function linkAndUnlink() {
  let stopped = false;
  const change = (state: string, link: string) =>
    database.transaction(async (tx) => {
      await tx.query('UPDATE connect_send SET state = $2 WHERE account_id = $1', [id, state]);
      await tx.query(link, [id]);
    });
  const run = async () => {
    while (!stopped) {
      await change(
        'linked',
        `INSERT INTO connect_link (account_id, client_id, client, adopted) VALUES ($1, 'c', '{}', true)`,
      );
      await change('settling', 'DELETE FROM connect_link WHERE account_id = $1');
    }
  };
  const running = run();
  return async () => {
    stopped = true;
    await running;
  };
}

it('shows an account, its send and its link as of one moment: linked with a client, or neither', async () => {
  const stop = linkAndUnlink();
  const seen: string[] = [];
  try {
    for (let look = 0; look < 300; look++) {
      const [listed] = await listAccounts(database, { locationIds: 'all', after: null, limit: 1 });
      for (const account of [await findAccount(database, id), listed])
        seen.push(`${account?.send?.state} ${account?.link ? 'with' : 'without'} a client`);
    }
  } finally {
    await stop();
  }
  expect([...new Set(seen)].sort()).toEqual(['linked with a client', 'settling without a client']);
});
