import { openDatabase, type Database } from '../../../prisma/client/database';
import { listAccounts } from '../../../prisma/repositories/accounts/account-list';
import { editAccount } from '../../../prisma/repositories/accounts/accounts';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

/** What lists go by is kept in step by triggers, whoever changes what it comes from. */
let own: TestDatabase;
let database: Database;
let locationId: string;
let accountId: string;
beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
  [locationId, accountId] = await ids(
    `WITH l AS (INSERT INTO location (name, time_zone, currency)
      VALUES ('Here', 'UTC', 'GBP'), ('There', 'UTC', 'GBP') RETURNING id, name),
       a AS (INSERT INTO account (accounts_id, name, type, location_id) SELECT 'A', 'Tenant', 'Virtual', id
       FROM l WHERE name = 'Here' RETURNING *)
     SELECT ARRAY[location_id, id] AS ids FROM a`,
  );
});
afterEach(async () => {
  await database.close();
  await own.close();
});

const ids = async (sql: string) => (await database.query<{ ids: string[] }>(sql))[0]?.ids as [string, string];

const inState = async (connectState: string) =>
  (await listAccounts(database, { connectState, locationIds: 'all', after: null, limit: 10 })).map(
    ({ accountsId }) => accountsId,
  );
const send = () =>
  database.query(
    `INSERT INTO connect_send (account_id, state, payload, requested_at) VALUES ($1, 'requested', '{}', now())
     ON CONFLICT (account_id) DO UPDATE SET state = 'waiting'`,
    [accountId],
  );
const rename = (accountsId: string) =>
  database.transaction((tx) =>
    editAccount(tx, { id: accountId, locationId, edit: { accountsId }, version: null, personId: accountId }),
  );

it('an Account is listed as not sent until it is sent, and by the state of its send from then on', async () => {
  expect(await inState('not-sent')).toEqual(['A']);
  await send();
  expect(await inState('not-sent')).toEqual([]);
  expect(await inState('requested')).toEqual(['A']);
  await send();
  expect(await inState('requested')).toEqual([]);
  expect(await inState('waiting')).toEqual(['A']);
});

it('a send follows its Account: to another Accounts ID, and to another Location', async () => {
  await send();
  await rename('B');
  const [there] = await database.query<{ id: string }>(`SELECT id FROM location WHERE name = 'There'`);
  await database.query('UPDATE account SET location_id = $1', [there?.id]);
  expect(
    await database.query('SELECT accounts_id AS "accountsId", location_id AS "locationId" FROM connect_send'),
  ).toEqual([{ accountsId: 'B', locationId: there?.id }]);
});

it('an Account is renamed while its send is being linked: one after the other', async () => {
  await send();
  let renamed: Promise<void> | undefined;
  await database.transaction(async (tx) => {
    await tx.query(`UPDATE connect_send SET state = 'linked' WHERE account_id = $1`, [accountId]);
    renamed = rename('B');
    renamed.catch(() => undefined);
    await until(async () => {
      const [waiting] = await database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting !== undefined;
    });
    await tx.query(
      `INSERT INTO connect_link (account_id, client_id, client, adopted) VALUES ($1, 'c', '{}', false)`,
      [accountId],
    );
  });
  await renamed;
  expect(await inState('linked')).toEqual(['B']);
});

async function until(fits: () => Promise<boolean>): Promise<void> {
  for (let left = 400; !(await fits()); left--) {
    if (left === 0) throw new Error('nobody came to wait for the send');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

it('an import stays at its Location, where its calls are claimed', async () => {
  await database.query(
    `WITH g AS (INSERT INTO product_group (name) VALUES ('g') RETURNING id),
       p AS (INSERT INTO product (product_group_id, name, tax_percent) SELECT id, 'p', 20 FROM g RETURNING id),
       t AS (INSERT INTO import_type (name, version, definition) VALUES ('t', 1, '{}') RETURNING id)
     INSERT INTO charge_import (location_id, import_type_id, product_id, batch_date, reference_date, file_sha256,
        file_name, file_bytes, uploaded_by)
     SELECT $1::uuid, t.id, p.id, now(), now(), 'x', 'x', 1, $1::uuid FROM p, t`,
    [locationId],
  );
  await database.query(
    `INSERT INTO batch_sheet (import_id, number, title, tax_percent, can_be_zero) SELECT id, 'BS', 't', 20, false
      FROM charge_import`,
  );
  expect(await database.query('SELECT location_id AS at FROM batch_sheet')).toEqual([{ at: locationId }]);
  await expect(
    database.query(`UPDATE charge_import SET location_id = (SELECT id FROM location WHERE name = 'There')`),
  ).rejects.toThrow(/stays at its location/);
  await database.query(`UPDATE batch_sheet SET location_id = (SELECT id FROM location WHERE name = 'There')`);
  expect(await database.query('SELECT location_id AS at FROM batch_sheet')).toEqual([{ at: locationId }]);
});
