import { type Filled, fillLists } from '../../../dev/tools/fill-lists';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { listAccounts } from '../../../prisma/repositories/accounts/account-list';
import { businessFigures } from '../../../prisma/repositories/work/business-figures';
import { postedCharges, previewCharges } from '../../../prisma/repositories/charges/charges';
import { exportLines } from '../../../prisma/repositories/charges/export-lines';
import { ledgerLines } from '../../../prisma/repositories/charges/ledger-lines';
import { importFigures } from '../../../prisma/repositories/imports/import-figures';
import {
  type AuditFilter,
  everyAuditEvent,
  listAuditEvents,
} from '../../../prisma/repositories/people/audit-list';
import { findImport, listImports } from '../../../prisma/repositories/imports/import-list';
import { listCharges } from '../../../prisma/repositories/charges/posted-charges';
import { listRows } from '../../../prisma/repositories/imports/row-list';
import { listSheets } from '../../../prisma/repositories/sheets/sheet-list';
import { listWork } from '../../../prisma/repositories/work/work-list';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { effortOf } from '../../setup/explained';

const sizes = { accounts: 30_000, sheets: 5_000, rows: 60_000 };
/** Of those there are few, and reading them whole is quicker than an index. */
const small = ['location', 'product', 'product_group', 'import_type', 'person', 'person_grant'];
const limit = 51;
const personId = '00000000-0000-4000-8000-000000000001';

let own: TestDatabase;
let database: Database;
let filled: Filled;
beforeAll(async () => {
  own = await createTestDatabase();
  filled = await fillLists(own.url, sizes);
  database = openDatabase(own.url);
});
afterAll(async () => {
  await database?.close();
  await own?.close();
});

type Call = (database: Database) => Promise<unknown[]>;

/** What is not in the way of those who ask, or is no list: a few rows for each that is on the page. */
async function requireCheap(call: Call, { visited = 2_500, sorted = 1_000 } = {}): Promise<unknown[]> {
  const { found, effort, plans } = await effortOf(database, call);
  const cheap =
    effort.statements <= 3 &&
    effort.sorted <= sorted &&
    effort.visited <= visited &&
    effort.wholeTables.every((table) => small.includes(table));
  if (!cheap) throw new Error(`${JSON.stringify(effort)}\n${JSON.stringify(plans, null, 1)}`);
  return found;
}

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await database.query<T>(sql, values))[0] as T;

/** Whose lists they are: somebody's of all Locations, of one that has next to nothing, of one of many, of some. */
const places = {
  'all Locations': () => 'all' as const,
  'a Location with next to nothing': () => filled.locations.slice(-1),
  'one Location': () => filled.locations.slice(0, 1),
  'three Locations': () => filled.locations.slice(2, 5),
};
const everyPlace = Object.keys(places) as (keyof typeof places)[];

describe.each(everyPlace)('for a person of %s', (place) => {
  const locationIds = () => places[place]();

  describe.each([
    ['on the first page', () => null],
    ['far behind it', () => `FILL-${String(sizes.accounts - 100).padStart(7, '0')}`],
  ])('Accounts %s', (_, after) => {
    it.each([
      [{}],
      [{ connectState: 'linked' }],
      [{ connectState: 'waiting' }],
      [{ connectState: 'needs-decision' }],
      [{ connectState: 'unknown' }],
      [{ connectState: 'not-sent' }],
      [{ accountsId: 'FILL-0000100' }],
      [{ accountsId: 'FILL-0000100', connectState: 'waiting' }],
    ])('by %p cost what is on the page', async (filter) => {
      await requireCheap((db) =>
        listAccounts(db, { ...filter, locationIds: locationIds(), after: after(), limit }),
      );
    });

    it.each([
      [{ q: 'ltd' }],
      [{ q: 'Quixotic' }],
      [{ q: 'zephyr' }],
      [{ q: 'nobody at all' }],
      [{ q: 'fill-00299' }],
      [{ q: 'Quixotic', connectState: 'linked' }],
      [{ q: 'zephyr', connectState: 'not-sent' }],
      [{ q: 'zephyr', connectState: 'needs-decision' }],
    ])('by %p cost the next few, and those that hold it', async (filter) => {
      const work = { visited: 20_000, sorted: 2_000 };
      await requireCheap(
        (db) => listAccounts(db, { ...filter, locationIds: locationIds(), after: after(), limit }),
        work,
      );
    });
  });

  const moment = (share: number) =>
    one<{ place: [string, string] }>(
      `SELECT json_build_array(to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), id) AS place
       FROM batch_sheet ORDER BY created_at DESC OFFSET $1 LIMIT 1`,
      [Math.floor(sizes.sheets * share)],
    );

  describe.each([
    ['the newest', 0],
    ['the oldest', 0.97],
  ])('%s', (_, share) => {
    const after = async () => (share === 0 ? null : (await moment(share)).place);

    it.each([[undefined], ['draft'], ['completed'], ['approved'], ['posted'], ['cancelled'], ['voided']])(
      'batch sheets of state %s cost what is on the page',
      async (state) => {
        const filter = { personId, state, locationIds: locationIds(), after: await after(), limit };
        await requireCheap((db) => listSheets(db, filter));
      },
    );

    it.each([
      [undefined],
      ['in-review'],
      ['completed'],
      ['posted'],
      ['cancelled'],
      ['failed'],
      ['reading'],
    ] as const)('imports of status %s cost what is on the page', async (status) => {
      const behind = await after();
      await requireCheap((db) =>
        listImports(db, { status, locationIds: locationIds(), after: behind, limit }),
      );
    });

    it('imports in motion cost what is on the page', async () => {
      const behind = await after();
      await requireCheap((db) =>
        listImports(db, { inMotion: true, locationIds: locationIds(), after: behind, limit }),
      );
    });

    it('what waits costs what is on the page', async () => {
      const behind = share === 0 ? null : (await moment(0.01)).place;
      const at = locationIds();
      await requireCheap((db) =>
        listWork(db, { personId, editsAt: at, approvesAt: at, managesAt: at, after: behind, limit }),
      );
    });
  });

  describe.each([
    ['all', () => null],
    ['those of an Account with many', () => filled.denseAccount],
    ['those of an Account with few', () => filled.sparseAccount],
  ])('charges: %s', (_, accountId) => {
    const filter = () => ({
      postedAfter: null,
      accountId: accountId(),
      locationIds: locationIds(),
      after: null,
      limit,
    });

    it('cost what is on the page, from the first on, however many sheets have none', async () => {
      await requireCheap((db) => listCharges(db, filter()));
    });

    it('cost what is on the page behind the last but one row of a sheet', async () => {
      const { postedAt } = await one<{ postedAt: string }>(
        `SELECT to_char(posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "postedAt"
          FROM batch_sheet WHERE id = $1`,
        [filled.bigSheet],
      );
      const after = { postedAt, sheetId: filled.bigSheet, rowNumber: sizes.rows / 2 - sizes.rows / 200 - 2 };
      await requireCheap((db) => listCharges(db, { ...filter(), after }));
    });

    it('cost what is on the page after a time', async () => {
      const { postedAfter } = await one<{ postedAfter: string }>(
        `SELECT posted_at::text AS "postedAfter" FROM batch_sheet WHERE state = 'posted'
          ORDER BY posted_at DESC OFFSET 20 LIMIT 1`,
      );
      await requireCheap((db) => listCharges(db, { ...filter(), postedAfter }));
    });
  });
});

describe.each([
  ['the newest', 0],
  ['the oldest', 0.98],
])('audit events, %s', (_, share) => {
  const rare = () =>
    one<{ id: string }>(`SELECT person_id AS id FROM audit_event WHERE action = 'sheet.approve'
      GROUP BY 1 ORDER BY count(*) LIMIT 1`);
  const after = async (): Promise<[string, string] | null> =>
    share === 0
      ? null
      : (
          await one<{ place: [string, string] }>(
            `SELECT json_build_array(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), id::text) AS place
             FROM audit_event ORDER BY at DESC OFFSET $1 LIMIT 1`,
            [Math.floor(sizes.rows * share)],
          )
        ).place;
  const filters: [string, () => Promise<Partial<AuditFilter>>][] = [
    ['nothing', () => Promise.resolve({})],
    [
      'a person who does much',
      async () => ({
        person: (
          await one<{ id: string }>(
            `SELECT person_id AS id FROM audit_event GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
          )
        ).id,
      }),
    ],
    ['a person who does little', async () => ({ person: (await rare()).id })],
    ['a rare action', () => Promise.resolve({ action: 'sheet.approve' })],
    ['an action that there never was', () => Promise.resolve({ action: 'nothing.done' })],
    [
      'a subject',
      async () => ({
        subject: (await one<{ subject: string }>(`SELECT subject FROM audit_event ORDER BY id LIMIT 1`))
          .subject,
      }),
    ],
    ['what was refused', () => Promise.resolve({ outcome: 'refused' })],
    [
      'a period',
      async () => ({ to: (await after())?.[0] ?? new Date().toISOString(), from: '2000-01-01T00:00:00Z' }),
    ],
  ];
  it.each(everyPlace.flatMap((place) => filters.map(([name, filter]) => [name, place, filter] as const)))(
    'by %s cost what is on the page for a person of %s',
    async (_name, place, filter) => {
      const asked = {
        ...(await filter()),
        locationIds: places[place](),
        includesHouse: true,
        after: await after(),
      };
      await requireCheap((db) => listAuditEvents(db, { ...asked, limit }), { visited: 2_500 });
    },
  );

  it('cost what is on the page for an approver of all Locations', async () => {
    const asked = { locationIds: 'all' as const, includesHouse: false, after: await after(), limit };
    expect(await requireCheap((db) => listAuditEvents(db, asked), { visited: 500 })).toHaveLength(limit);
  });
});

it('exports audit events page by page', async () => {
  const all = { locationIds: 'all' as const, includesHouse: true };
  await requireCheap(async (db) => [(await everyAuditEvent(db, all).next()).value], {
    visited: 5_000,
    sorted: 0,
  });
});

it('exports the ledger page by page', async () => {
  await requireCheap(async (db) => [(await ledgerLines(db, { locationIds: 'all' }).next()).value], {
    visited: 20_000,
    sorted: 2_000,
  });
});

it('shows what it was filled for: every list has its page', async () => {
  const all = { locationIds: 'all' as const, after: null, limit };
  expect(await listAccounts(database, { ...all, connectState: 'needs-decision' })).toHaveLength(30);
  expect(await listAccounts(database, { ...all, q: 'quixotic' })).toHaveLength(6);
  expect(await listAccounts(database, { ...all, q: 'zephyr' })).toHaveLength(limit);
  expect(await listSheets(database, { ...all, personId })).toHaveLength(limit);
  expect(await listImports(database, { ...all })).toHaveLength(limit);
  expect(await listCharges(database, { ...all, accountId: null, postedAfter: null })).toHaveLength(limit);
  expect(
    await listCharges(database, { ...all, accountId: filled.denseAccount, postedAfter: null }),
  ).toHaveLength(limit);
  const kinds = await listWork(database, {
    ...{ personId, editsAt: 'all', approvesAt: 'all', managesAt: 'all', after: null, limit: 20_000 },
  });
  expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(8);
  expect(kinds.filter(({ kind }) => kind === 'accounts-look-alike')).toHaveLength(sizes.accounts / 10);
});

describe.each([
  ['first', 0],
  ['last', 29_000],
])('the %s rows of an import', (_, after) => {
  it.each([
    [{}],
    [{ status: 'matched' }],
    [{ status: 'unmatched' }],
    [{ status: 'invalid' }],
    [{ status: 'duplicate' }],
    [{ status: 'ignored' }],
    [{ reason: 'unknown code' }],
    [{ reason: 'not a time' }],
    [{ reason: 'no such reason' }],
    [{ status: 'matched', reason: 'unknown code' }],
    [{ status: 'unmatched', reason: 'unknown code' }],
    [{ status: 'invalid', reason: 'unknown code' }],
  ])('by %p cost what is on the page', async (filter) => {
    await requireCheap((db) => listRows(db, { ...filter, importId: filled.bigImport, after, limit }), {
      visited: 200,
    });
  });

  it('cost what is on the page once they are charges, or would be', async () => {
    const posted = { sheetId: filled.bigSheet, importId: filled.bigImport, after, limit };
    expect(await requireCheap((db) => postedCharges(db, posted), { visited: 500 })).toHaveLength(limit);
    const draft = { sheetId: filled.draftSheet, importId: filled.draftImport, after: after && 5_000, limit };
    expect(await requireCheap((db) => previewCharges(db, draft), { visited: 500 })).toHaveLength(limit);
  });
});

it('gives what is watched from what is open, not from all that ever was', async () => {
  await requireCheap(async (db) => [await businessFigures(db)], { visited: 4_000 });
});

it('gives one import and what is seen of it from itself', async () => {
  await requireCheap(async (db) => [await findImport(db, filled.bigImport)], { visited: 100 });
  await requireCheap(async (db) => [await importFigures(db, filled.bigImport)]);
});

it('exports from the first charge on, without looking at the others', async () => {
  await requireCheap(
    async (db) => [
      (await exportLines(db, { sheetId: filled.bigSheet, importId: filled.bigImport }).next()).value,
    ],
    { visited: 25_000, sorted: 0 },
  );
});
