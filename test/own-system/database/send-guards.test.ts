import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let pool: Pool;
let location: string;
let accounts: string[];
const one = async (sql: string, values: unknown[] = []) =>
  (await pool.query<{ id: string }>(sql, values)).rows[0]?.id as string;

beforeAll(async () => {
  made = await createTestDatabase();
  pool = new Pool({ connectionString: made.url }).on('error', () => undefined); // the database goes while they close
  location = await one(
    `INSERT INTO location (name, time_zone, currency) VALUES ('London', 'Europe/London', 'GBP') RETURNING id`,
  );
  accounts = [];
  for (const accountsId of ['A', 'B'])
    accounts.push(
      await one(
        `INSERT INTO account (accounts_id, name, type, location_id) VALUES ($1, 'Twin', 'Virtual', $2) RETURNING id`,
        [accountsId, location],
      ),
    );
});
afterAll(async () => {
  await pool.end();
  await made.close();
});
afterEach(() => pool.query('DELETE FROM connect_link; DELETE FROM account_code'));

const link = (account: number, client: string) =>
  pool.query(
    `INSERT INTO connect_link (account_id, client_id, client, adopted) VALUES ($1, $2, '{}', false)`,
    [accounts[account], client],
  );
const code = (account: number, key: string, from: string | null, to: string | null) =>
  pool.query(
    `INSERT INTO account_code (account_id, location_id, code, code_key, effective_from, effective_to)
     VALUES ($1, $2, $3, $3, $4, $5)`,
    [accounts[account], location, key, from, to],
  );

it('refuses a second client for one account', async () => {
  await link(0, 'c-1');
  await expect(link(0, 'c-2')).rejects.toMatchObject({ constraint: 'connect_link_pkey' });
});

it('refuses one client for two accounts', async () => {
  await link(0, 'c-1');
  await expect(link(1, 'c-1')).rejects.toMatchObject({ constraint: 'connect_link_client_id_key' });
});

it('refuses a second send for one account', async () => {
  const send = () =>
    pool.query(
      `INSERT INTO connect_send (account_id, state, payload, requested_at) VALUES ($1, 'requested', '{}', now())`,
      [accounts[0]],
    );
  await send();
  await expect(send()).rejects.toMatchObject({ constraint: 'connect_send_pkey' });
});

it('refuses two accounts with one Accounts ID', async () => {
  const twin = pool.query(
    `INSERT INTO account (accounts_id, name, type, location_id) VALUES ('A', 'Twin', 'Virtual', $1)`,
    [location],
  );
  await expect(twin).rejects.toMatchObject({ constraint: 'account_accounts_id_key' });
});

it.each([
  ['open ranges', null, null, null, null],
  ['a day in common', '2026-01-01', '2026-02-02', '2026-02-01', null],
  ['one within the other', null, null, '2026-01-01', '2026-01-02'],
])('refuses a code to two accounts at once: %s', async (_how, from, to, otherFrom, otherTo) => {
  await code(0, 'acc-1', from, to);
  await expect(code(1, 'acc-1', otherFrom, otherTo)).rejects.toMatchObject({
    constraint: 'account_code_one_owner',
  });
});

it('gives a code on from one account to the next on the same day', async () => {
  await code(0, 'acc-1', '2026-01-01', '2026-02-01');
  await expect(code(1, 'acc-1', '2026-02-01', null)).resolves.toBeDefined();
});

it.each([
  ['that is blank', '', null, null, 'account_code_not_blank'],
  ['that ends before it begins', 'x', '2026-02-01', '2026-01-01', 'account_code_dates'],
])('refuses a code %s', async (_what, key, from, to, constraint) => {
  await expect(code(0, key, from, to)).rejects.toMatchObject({ constraint });
});
