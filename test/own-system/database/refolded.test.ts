import { Pool } from 'pg';
import { openDatabase } from '../../../prisma/client/database';
import { listWork } from '../../../prisma/repositories/work/work-list';
import { migratedBefore } from '../../setup/migrated-before';

/** What was folded before there was one fold is folded anew, where nothing stands in the way. */
let own: Awaited<ReturnType<typeof migratedBefore>>;
let pool: Pool;
const ids: Record<string, string> = {};
const one = async (sql: string, values: unknown[] = []) =>
  (await pool.query<{ id: string }>(sql, values)).rows[0]?.id as string;

async function code(account: string, location: string, key: string, from = '2026-01-01', to = '2027-01-01') {
  await pool.query(
    `INSERT INTO account_code (account_id, location_id, code, code_key, effective_from, effective_to)
      VALUES ($1, $2, $3, $3, $4, $5)`,
    [ids[account], ids[location], key, from, to],
  );
}

async function importOf(name: string, location: string, status: string, keys: string[]) {
  const kinds = [ids['type'], ids['product'], ids['person'], ids[location], status, name];
  ids[name] = await one(
    `INSERT INTO charge_import (import_type_id, product_id, uploaded_by, location_id, status, file_name,
       batch_date, reference_date,
       file_sha256, file_bytes) VALUES ($1, $2, $3, $4, $5, $6, '2026-05-01', '2026-05-01', $6, 1) RETURNING id`,
    kinds,
  );
  await pool.query(
    `INSERT INTO import_row (import_id, row_number, line, raw, status, reason, account_code, code_key)
     SELECT $1, n, n, '', 'unmatched', 'unknown code', key, key FROM unnest($2::text[]) WITH ORDINALITY AS k (key, n)`,
    [ids[name], keys],
  );
}

const edit = (location: string, key: string) =>
  pool.query('INSERT INTO matching_edit (location_id, code_key, person_id) VALUES ($1, $2, $3)', [
    ids[location],
    key,
    ids['person'],
  ]);

beforeAll(async () => {
  own = await migratedBefore('20261127000100');
  pool = new Pool({ connectionString: own.url });
  ids['person'] = await one(`INSERT INTO person (name, kind) VALUES ('Olga', 'human') RETURNING id`);
  const group = await one(`INSERT INTO product_group (name) VALUES ('Calls') RETURNING id`);
  ids['product'] = await one(
    `INSERT INTO product (product_group_id, name, tax_percent) VALUES ($1, 'Calls', 20) RETURNING id`,
    [group],
  );
  ids['type'] = await one(
    `INSERT INTO import_type (name, version, definition) VALUES ('v2', 1, '{}') RETURNING id`,
  );
  for (const location of ['London', 'Leeds', 'York'])
    ids[location] = await one(
      `INSERT INTO location (name, time_zone, currency) VALUES ($1, 'Europe/London', 'GBP') RETURNING id`,
      [location],
    );
  for (const [account, location] of [
    ['A', 'London'],
    ['B', 'London'],
    ['C', 'Leeds'],
    ['PAIR', 'London'],
    ['ｐａｉｒ', 'Leeds'],
  ] as const)
    ids[account] = await one(
      `INSERT INTO account (accounts_id, name, type, location_id) VALUES ($1, $1, 'Virtual', $2) RETURNING id`,
      [account, ids[location]],
    );
  // In London, two Accounts have codes that look equal, during some of the same dates; in Leeds, one has such a code.
  await code('A', 'London', 'acc 1');
  await code('B', 'London', 'acc  1', '2026-06-01', '2128-01-01');
  await code('B', 'London', 'acc\u00a01', '2027-01-01', '2027-06-01');
  await code('C', 'Leeds', 'ａｃｃ  1');
  await code('C', 'Leeds', '\u200b', '2026-01-01', '2127-01-01');
  const keys = ['acc  1', 'acc\u00a01', 'plain', 'tab\tbed', '\u200b'];
  await importOf('open', 'London', 'in-review', keys);
  await importOf('completed', 'London', 'completed', keys);
  await importOf('posted', 'London', 'posted', keys);
  await importOf('of Leeds', 'Leeds', 'in-review', ['plain']);
  await importOf('of York', 'York', 'in-review', ['plain']);
  for (const [location, key] of [
    ['London', 'acc  1'],
    ['Leeds', 'acc  1'],
    ['London', 'plain'],
  ] as const)
    await edit(location, key);
  await own.migrate();
});
afterAll(async () => {
  await pool?.end();
  await own?.close();
});

const keysOf = async (table: string, order: string, where = 'true') =>
  (
    await pool.query<{ key: string }>(`SELECT code_key AS key FROM ${table} WHERE ${where} ORDER BY ${order}`)
  ).rows.map(({ key }) => key);

it('codes are, save one that another account has on some of the days, and one that would be left empty', async () => {
  expect(await keysOf('account_code', 'code, created_at', `location_id = '${ids['London']}'`)).toEqual([
    'acc  1',
    'acc 1',
    'acc 1',
  ]);
  expect(await keysOf('account_code', 'code', `location_id = '${ids['Leeds']}'`)).toEqual([
    '\u200b',
    'acc 1',
  ]);
});

it.each([
  ['open', ['acc  1', 'acc 1', 'plain', 'tab bed', null]],
  ['completed', ['acc  1', 'acc 1', 'plain', 'tab bed', null]],
  ['posted', ['acc  1', 'acc\u00a01', 'plain', 'tab\tbed', '\u200b']],
])(
  'rows of the import that is %s have these keys: never that of a code that another kept',
  async (name, keys) => {
    expect(await keysOf('import_row', 'row_number', `import_id = '${ids[name]}'`)).toEqual(keys);
  },
);

it('edits are found by the keys of the rows, and stay written', async () => {
  expect(await keysOf('matching_edit', 'id')).toEqual(['acc  1', 'acc 1', 'plain']);
  await expect(pool.query(`UPDATE matching_edit SET code_key = 'another'`)).rejects.toThrow();
});

it('open imports are matched again where rows or codes of theirs were folded anew', async () => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT i.file_name AS name FROM outbox o JOIN charge_import i ON i.id::text = o.subject
      WHERE o.kind = 'rematch' ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['completed', 'of Leeds', 'open']);
});

it('Accounts that look alike are marked, and keep their Accounts IDs', async () => {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT accounts_id AS id FROM account WHERE looked_alike ORDER BY accounts_id',
  );
  expect(rows.map(({ id }) => id)).toEqual(['PAIR', 'ｐａｉｒ']);
});

it('codes that kept their keys are work for whoever manages the Accounts, with the code', async () => {
  const database = openDatabase(own.url);
  const nobody = { personId: ids['person'] as string, editsAt: [], approvesAt: [], after: null, limit: 10 };
  const work = await listWork(database, { ...nobody, managesAt: 'all' });
  const here = await listWork(database, { ...nobody, managesAt: [ids['London'] as string] });
  await database.close();
  const alike = (found: typeof work) =>
    found.filter(({ kind }) => kind === 'codes-look-alike').map(({ id, name }) => [id, name]);
  expect(alike(work)).toEqual([
    [ids['B'], 'acc  1'],
    [ids['C'], '\u200b'],
  ]);
  expect(alike(here)).toEqual([[ids['B'], 'acc  1']]);
});
