import { type Filled, fillLists } from '../../../dev/tools/fill-lists';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { accountMonths, locationMonths } from '../../../prisma/repositories/charges/months';
import { totalCharges } from '../../../prisma/repositories/charges/charge-totals';
import { listCharges } from '../../../prisma/repositories/charges/posted-charges';
import { listCodeProblems } from '../../../prisma/repositories/imports/import-codes';
import { likelyAccounts } from '../../../prisma/repositories/imports/likely-accounts';
import { listRows, rowAtLine } from '../../../prisma/repositories/imports/row-list';
import { listHistory } from '../../../prisma/repositories/people/history';
import { listSheetAccounts } from '../../../prisma/repositories/sheets/sheet-account-page';
import { totalSheets } from '../../../prisma/repositories/sheets/sheet-totals';
import { countWork } from '../../../prisma/repositories/work/work-list';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { effortOf } from '../../setup/explained';

const sizes = { accounts: 10_000, sheets: 1_000, rows: 80_000 };
const personId = '00000000-0000-4000-8000-000000000001';
const limit = 51;

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

/** Rows that the statements of a call have come to. */
async function visited(call: (database: Database) => Promise<unknown>): Promise<number> {
  const { effort, plans } = await effortOf(database, call);
  expect(plans.length).toBeGreaterThan(0);
  return effort.visited;
}

const importId = () => filled.bigImport;
const locationId = () => filled.locations[0] as string;
const span = { last: new Date().toISOString().slice(0, 7), count: 13 };
const rows = (filter: object) => (db: Database) =>
  listRows(db, { importId: importId(), after: 0, limit, ...filter });
const charges = (filter: object) => ({ locationIds: 'all' as const, ...filter });

/** What a screen asks beside its list costs no more than this, of tens of thousands of rows. */
it.each<[string, number, (db: Database) => Promise<unknown>]>([
  ['codes of an import', 60, (db) => listCodeProblems(db, { importId: importId(), after: 0, limit })],
  ['rows of a code', 200, rows({ status: 'unmatched', code: 'A' })],
  ['rows of a code and a reason', 200, rows({ reason: 'unknown code', code: 'A' })],
  ['the row at a line', 60, (db) => rowAtLine(db, importId(), 30_001)],
  ['a part of the rows, by text', 10_100, rows({ text: 'nothing like it' })],
  [
    'a part of the charges, by amount',
    11_000,
    (db) => listCharges(db, { ...charges({ least: '5' }), after: null, limit }),
  ],
  [
    'Accounts of a sheet',
    200,
    (db) => listSheetAccounts(db, { sheetId: filled.bigSheet, after: null, limit }),
  ],
  ['months of an Account', 500, (db) => accountMonths(db, [filled.denseAccount], span)],
  ['months of a Location', 500, (db) => locationMonths(db, locationId(), span)],
  ['totals of sheets', 3_500, (db) => totalSheets(db, { locationIds: 'all' })],
  ['totals of charges', 3_500, (db) => totalCharges(db, charges({}))],
  ['totals of an Account', 1_000, (db) => totalCharges(db, charges({ accountId: filled.denseAccount }))],
  [
    'counts of work',
    6_000,
    (db) => countWork(db, { personId, editsAt: 'all', approvesAt: 'all', managesAt: 'all' }),
  ],
])('%s: at most %i rows are looked at', async (_what, most, call) => {
  expect(await visited(call)).toBeLessThanOrEqual(most);
});

it('history: only the events on the page are looked at', async () => {
  const [event] = await database.query<{ subject: string }>('SELECT subject FROM audit_event LIMIT 1');
  const subjects = [event?.subject as string, `sheet:${filled.bigSheet}`];
  expect(await visited((db) => listHistory(db, { subjects, after: null, limit }))).toBeLessThan(200);
});

it('likely Accounts: each code is looked up by index', async () => {
  const problems = Array.from({ length: 50 }, (_, at) => ({
    ...{ place: at + 1, reason: 'unknown code', rows: 1, amount: '1', looksLike: null },
    ...{ code: `${at * 7}`, codeKey: `${at * 7}`, firstDay: '2026-05-01', lastDay: '2026-05-01' },
  }));
  const asked = { locationId: locationId(), problems, readsAt: 'all' as const };
  expect(await visited((db) => likelyAccounts(db, asked))).toBeLessThan(1_000);
});
