import { type Filled, fillLists } from '../../../dev/tools/fill-lists';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { listAccounts } from '../../../prisma/repositories/accounts/account-list';
import { listImports } from '../../../prisma/repositories/imports/import-list';
import { ledgerLines } from '../../../prisma/repositories/charges/ledger-lines';
import { listCharges } from '../../../prisma/repositories/charges/posted-charges';
import { listRows } from '../../../prisma/repositories/imports/row-list';
import { listSheets } from '../../../prisma/repositories/sheets/sheet-list';
import { listWork } from '../../../prisma/repositories/work/work-list';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

const personId = '00000000-0000-4000-8000-000000000001';

let own: TestDatabase;
let database: Database;
let filled: Filled;
/** More Accounts than a search looks through at first, and more charges of one Account than one list of rows holds. */
beforeAll(async () => {
  own = await createTestDatabase();
  filled = await fillLists(own.url, { accounts: 6_000, sheets: 600, rows: 20_000 });
  database = openDatabase(own.url);
});
afterAll(async () => {
  await database?.close();
  await own?.close();
});

const idsOf = async (sql: string, values: unknown[] = []) =>
  (await database.query<{ id: string }>(sql, values)).map(({ id }) => id);

/** All of a list, page after page, each one item longer than it shows, as the API asks for it. */
async function paged<T>(page: (after: T | null, limit: number) => Promise<T[]>, shown = 70): Promise<T[]> {
  const items: T[] = [];
  for (;;) {
    const found = await page(items.at(-1) ?? null, shown + 1);
    items.push(...found.slice(0, shown));
    if (found.length <= shown) return items;
  }
}

const places = [
  ['all Locations', () => 'all' as const],
  ['none', () => []],
  ['one that has next to nothing', () => filled.locations.slice(-1)],
  ['three', () => filled.locations.slice(2, 5)],
] as const;

describe.each(places)('for a person of %s, page after page gives', (_, locationIds) => {
  const at = (column: string) => {
    const ids = locationIds();
    return ids === 'all' ? 'true' : `${column} = ANY ('{${ids.join()}}')`;
  };

  it.each([
    [{}, 'true'],
    [{ connectState: 'linked' }, `s.state = 'linked'`],
    [{ connectState: 'needs-decision' }, `s.state = 'needs-decision'`],
    [{ connectState: 'not-sent' }, 's.state IS NULL'],
    [{ accountsId: 'FILL-0000500' }, `a.accounts_id = 'FILL-0000500'`],
    [{ q: 'LTD' }, 'true'],
    [{ q: 'quixotic' }, `a.name LIKE '%Quixotic%'`],
    [{ q: 'zephyr' }, `a.name LIKE '%Zephyr%'`],
    [{ q: '0059' }, `a.accounts_id || a.name LIKE '%0059%'`],
    [{ q: '%' }, 'false'],
    [
      { q: 'zephyr', connectState: 'needs-decision' },
      `a.name LIKE '%Zephyr%' AND s.state = 'needs-decision'`,
    ],
    [{ q: 'zephyr', connectState: 'not-sent' }, `a.name LIKE '%Zephyr%' AND s.state IS NULL`],
    [{ q: 'zephyr', connectState: 'linked' }, `a.name LIKE '%Zephyr%' AND s.state = 'linked'`],
    [{ q: 'zephyr', accountsId: 'FILL-0005990' }, `a.accounts_id = 'FILL-0005990'`],
  ])('the Accounts of %p', async (filter, where) => {
    const found = await paged((last: Awaited<ReturnType<typeof listAccounts>>[number] | null, limit) =>
      listAccounts(database, {
        ...filter,
        locationIds: locationIds(),
        after: last?.accountsId ?? null,
        limit,
      }),
    );
    expect(found.map(({ id }) => id)).toEqual(
      await idsOf(
        `SELECT a.id FROM account a LEFT JOIN connect_send s ON s.account_id = a.id WHERE ${where}
          AND ${at('a.location_id')} ORDER BY a.accounts_id`,
      ),
    );
  });

  const created = (last: { createdAt: Date; id: string } | null) =>
    last && ([last.createdAt.toISOString(), last.id] as [string, string]);

  it.each([[undefined], ['draft'], ['posted']])('the sheets of state %s', async (state) => {
    const found = await paged((last: Awaited<ReturnType<typeof listSheets>>[number] | null, limit) =>
      listSheets(database, { personId, state, locationIds: locationIds(), after: created(last), limit }),
    );
    expect(found.map(({ id }) => id)).toEqual(
      await idsOf(
        `SELECT s.id FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id 
          WHERE ($1::text IS NULL OR s.state = $1) AND ${at('i.location_id')}
         ORDER BY s.created_at DESC, s.id DESC`,
        [state],
      ),
    );
  });

  it.each([[undefined], ['failed'], ['posted']] as const)('the imports of status %s', async (status) => {
    const found = await paged((last: Awaited<ReturnType<typeof listImports>>[number] | null, limit) =>
      listImports(database, { status, locationIds: locationIds(), after: created(last), limit }),
    );
    expect(found.map(({ id }) => id)).toEqual(
      await idsOf(
        `SELECT id FROM charge_import i WHERE ($1::text IS NULL OR status = $1) AND ${at('location_id')}
          ORDER BY created_at DESC, id DESC`,
        [status],
      ),
    );
  });

  it('the imports in motion', async () => {
    const found = await paged((last: Awaited<ReturnType<typeof listImports>>[number] | null, limit) =>
      listImports(database, { inMotion: true, locationIds: locationIds(), after: created(last), limit }),
    );
    expect(found.map(({ id }) => id)).toEqual(
      await idsOf(
        `SELECT id FROM charge_import i
          WHERE status IN ('received', 'reading', 'matching', 'approved', 'posting') AND ${at('location_id')}
          ORDER BY created_at DESC, id DESC`,
        [],
      ),
    );
  });

  it('work list', async () => {
    const here = locationIds();
    const found = await paged(
      (last: Awaited<ReturnType<typeof listWork>>[number] | null, limit) =>
        listWork(database, {
          ...{ personId, editsAt: here, approvesAt: here, managesAt: here, limit },
          after: last && [last.since, last.id],
        }),
      7,
    );
    expect(found.map(({ id }) => id)).toEqual(
      await idsOf(
        `SELECT id FROM (
           SELECT s.id, coalesce(s.completed_at, s.created_at) AS since FROM batch_sheet s JOIN charge_import i
           ON i.id = s.import_id
             WHERE s.state IN ('draft', 'completed') AND ${at('i.location_id')}
           UNION ALL SELECT a.id, s.updated_at FROM connect_send s JOIN account a ON a.id = s.account_id
           WHERE s.state = 'needs-decision' AND ${at('a.location_id')}
           UNION ALL SELECT id, created_at FROM charge_import WHERE ${at('location_id')}
             AND ((status = 'failed' AND created_at > now() - interval '7 days') OR 
               (stopped IS NOT NULL AND status <> 'failed'))
           UNION ALL SELECT a.id, greatest(s.updated_at, s.next_try_at) FROM connect_send s JOIN account a
           ON a.id = s.account_id
             WHERE s.state IN ('requested', 'settling', 'unknown', 'waiting') AND ${at('a.location_id')}
               AND greatest(s.updated_at, s.next_try_at) < now() - interval '5 minutes'
           UNION ALL SELECT coalesce(i.id, a.id), d.created_at FROM decision d LEFT JOIN charge_import i
           ON i.id = d.import_id
             LEFT JOIN account a ON a.id = d.account_id
             WHERE d.state = 'pending' AND d.created_at < now() - interval '1 minute'
             AND ${at('coalesce(i.location_id, a.location_id)')}
           UNION ALL SELECT a.id, a.created_at FROM account a JOIN account o
           ON lower(o.accounts_id) = lower(a.accounts_id) AND o.id <> a.id
             WHERE ${at('a.location_id')}
         ) w ORDER BY since, id`,
      ),
    );
  });

  it.each([
    ['all', () => null],
    ['an Account with many', () => filled.denseAccount],
    ['an Account with few', () => filled.sparseAccount],
  ])('the charges of %s', async (__, accountId) => {
    const found = await paged(
      (last: Awaited<ReturnType<typeof listCharges>>[number] | null, limit) =>
        listCharges(database, {
          ...{ postedAfter: null, accountId: accountId(), locationIds: locationIds(), limit },
          after: last && {
            postedAt: last.postedAt as string,
            sheetId: last.sheetId,
            rowNumber: last.rowNumber as number,
          },
        }),
      700,
    );
    expect(found.map(({ id }) => id)).toEqual(
      await idsOf(
        `SELECT c.id FROM charge c JOIN batch_sheet s ON s.id = c.sheet_id JOIN charge_import i ON i.id = s.import_id
         WHERE s.state = 'posted' AND ($1::uuid IS NULL OR c.account_id = $1) AND ${at('i.location_id')}
         ORDER BY s.posted_at, s.id, c.row_number`,
        [accountId()],
      ),
    );
  });

  it.each([
    ['all', 'true', {}],
    ['few, by amount', 'c.net >= 0.9', { least: '0.9' }],
    ['none, by amount', 'c.net >= 1000000', { least: '1000000' }],
  ])('the export of the ledger: %s', async (__, where, filter) => {
    const lines: string[] = [];
    for await (const { id, account, location, batchDate } of ledgerLines(database, {
      ...filter,
      locationIds: locationIds(),
    }))
      lines.push([id, account, location, batchDate].join());
    expect(lines).toEqual(
      await idsOf(
        `SELECT concat_ws(',', c.id, a.name, l.name, i.batch_date) AS id FROM charge c JOIN account a
           ON a.id = c.account_id JOIN batch_sheet s ON s.id = c.sheet_id JOIN charge_import i ON i.id = s.import_id
           JOIN location l ON l.id = i.location_id
         WHERE s.state = 'posted' AND ${where} AND ${at('i.location_id')}
         ORDER BY s.posted_at, s.id, c.row_number`,
      ),
    );
  });
});

it.each([
  [{}],
  [{ status: 'matched' }],
  [{ status: 'unmatched' }],
  [{ reason: 'unknown code' }],
  [{ status: 'invalid', reason: 'not a time' }],
  [{ status: 'invalid', reason: 'unknown code' }],
])(
  'gives the rows of %p, page after page',
  async ({ status, reason }: { status?: string; reason?: string }) => {
    const found = await paged(
      (last: Awaited<ReturnType<typeof listRows>>[number] | null, limit) =>
        listRows(database, {
          importId: filled.bigImport,
          status,
          reason,
          after: last?.rowNumber ?? 0,
          limit,
        }),
      900,
    );
    expect(found.map(({ rowNumber }) => rowNumber)).toEqual(
      (
        await database.query<{ row: number }>(
          `SELECT row_number AS row FROM import_row WHERE import_id = $1 AND ($2::text IS NULL OR status = $2)
            AND ($3::text IS NULL OR reason = $3)
         ORDER BY row_number`,
          [filled.bigImport, status, reason],
        )
      ).map(({ row }) => row),
    );
  },
);
