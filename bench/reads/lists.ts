import type { Filled } from '../../dev/tools/fill-lists';
import type { Database } from '../../prisma/client/database';
import { listAccounts } from '../../prisma/repositories/accounts/account-list';
import { businessFigures } from '../../prisma/repositories/work/business-figures';
import { postedCharges } from '../../prisma/repositories/charges/charges';
import { listImports } from '../../prisma/repositories/imports/import-list';
import type { Locations } from '../../prisma/client/page-sql';
import { listCharges } from '../../prisma/repositories/charges/posted-charges';
import { listRows } from '../../prisma/repositories/imports/row-list';
import { listSheets } from '../../prisma/repositories/sheets/sheet-list';
import { listWork } from '../../prisma/repositories/work/work-list';

/** The caller: a lead of all Locations (ops and approver), and one of the first filled Location. */
export type Asker = 'everywhere' | 'here';

export interface Read {
  name: string;
  who: Asker;
  path: string;
  /** Runs the same queries as the path, with the same function. */
  ask: (database: Database) => Promise<unknown>;
}

export interface Places {
  personId: string;
  filled: Filled;
  /** Creation time and id of a sheet far behind the newest. */
  oldSheet: [string, string];
  /** When the big sheet was posted, and a time shortly before the newest was. */
  bigPostedAt: string;
  lately: string;
  /** Positions among the last Accounts, and the last rows of the big import. */
  lastAccount: string;
  lastRow: number;
}

const shown = 50;
const limit = shown + 1;
const cursor = (place: unknown) => `cursor=${Buffer.from(JSON.stringify(place)).toString('base64url')}`;

export function reads({
  personId,
  filled,
  oldSheet,
  bigPostedAt,
  lately,
  lastAccount,
  lastRow,
}: Places): Read[] {
  const of = (who: Asker): Locations => (who === 'here' ? filled.locations.slice(0, 1) : 'all');
  const accounts = (
    who: Asker,
    filter: { connectState?: string; q?: string },
    after: string | null = null,
  ) => ({
    name: `${['Accounts', ...Object.values(filter)].join(' ')}${after ? ', last page' : ''}`,
    who,
    path: `/v1/accounts?${new URLSearchParams(filter).toString()}${after ? `&${cursor(after)}` : ''}`,
    ask: (db: Database) => listAccounts(db, { ...filter, locationIds: of(who), after, limit }),
  });
  const sheets = (who: Asker, state?: string, after: [string, string] | null = null) => ({
    name: `batch sheets ${state ?? ''}${after ? ', old ones' : ''}`,
    who,
    path: `/v1/batch-sheets?${state ? `state=${state}&` : ''}${after ? cursor(after) : ''}`,
    ask: (db: Database) => listSheets(db, { personId, state, locationIds: of(who), after, limit }),
  });
  const imports = (who: Asker, status?: 'posted', after: [string, string] | null = null) => ({
    name: `imports ${status ?? ''}${after ? ', old ones' : ''}`,
    who,
    path: `/v1/charge-imports?${status ? `status=${status}&` : ''}${after ? cursor(after) : ''}`,
    ask: (db: Database) => listImports(db, { status, locationIds: of(who), after, limit }),
  });
  const rows = (filter: { status?: string; reason?: string }, after = 0) => ({
    name: `rows ${Object.values(filter).join(' ')}${after ? ', last page' : ''}`,
    who: 'everywhere' as const,
    path:
      `/v1/charge-imports/${filled.bigImport}/rows?` +
      `${new URLSearchParams(filter).toString()}&${after ? cursor(after) : ''}`,
    ask: (db: Database) => listRows(db, { ...filter, importId: filled.bigImport, after, limit }),
  });
  const charges = (
    name: string,
    who: Asker,
    filter: { accountId?: string; postedAfter?: string },
    after: { postedAt: string; sheetId: string; rowNumber: number } | null = null,
  ) => ({
    name: `charges ${name}`,
    who,
    path: `/v1/charges?${new URLSearchParams(filter).toString()}&${after ? cursor(after) : ''}`,
    ask: (db: Database) =>
      listCharges(db, {
        postedAfter: filter.postedAfter ?? null,
        accountId: filter.accountId ?? null,
        locationIds: of(who),
        after,
        limit,
      }),
  });
  const work = (who: Asker) => ({
    name: 'work list',
    who,
    path: '/v1/work',
    ask: (db: Database) =>
      listWork(db, {
        personId,
        editsAt: of(who),
        approvesAt: of(who),
        managesAt: of(who),
        after: null,
        limit,
      }),
  });
  const inBigSheet = { postedAt: bigPostedAt, sheetId: filled.bigSheet, rowNumber: lastRow - 10_000 };
  const posted = { sheetId: filled.bigSheet, importId: filled.bigImport, after: lastRow - 10_000, limit };
  return [
    ...[work('everywhere'), work('here')],
    ...[accounts('everywhere', {}), accounts('everywhere', {}, lastAccount), accounts('here', {})],
    ...['linked', 'waiting', 'needs-decision', 'not-sent'].map((connectState) =>
      accounts('everywhere', { connectState }),
    ),
    accounts('here', { connectState: 'waiting' }),
    ...['ltd', 'quixotic', 'zephyr', 'nobody'].map((q) => accounts('everywhere', { q })),
    ...[accounts('here', { q: 'zephyr' }), accounts('everywhere', { q: 'zephyr', connectState: 'waiting' })],
    ...[
      sheets('everywhere'),
      sheets('everywhere', 'completed'),
      sheets('everywhere', 'posted', oldSheet),
      sheets('here'),
    ],
    ...[imports('everywhere'), imports('everywhere', 'posted', oldSheet), imports('here')],
    ...[rows({}), rows({ status: 'unmatched' }, lastRow - 10_000), rows({ status: 'invalid' })],
    ...[rows({ reason: 'ignored by a person' }), rows({ reason: 'not a time' })],
    ...[
      charges('all', 'everywhere', {}),
      charges('all', 'here', {}),
      charges('far on', 'everywhere', {}, inBigSheet),
    ],
    charges('posted lately', 'everywhere', { postedAfter: lately }),
    charges('of an Account with many', 'everywhere', { accountId: filled.denseAccount }),
    charges('of an Account with many, far on', 'everywhere', { accountId: filled.denseAccount }, inBigSheet),
    charges('of an Account with few', 'here', { accountId: filled.sparseAccount }),
    {
      name: 'charges of a sheet, last page',
      who: 'everywhere',
      path: `/v1/batch-sheets/${filled.bigSheet}/charges?${cursor(lastRow - 10_000)}`,
      ask: (db) => postedCharges(db, posted),
    },
    { name: 'metrics', who: 'everywhere', path: '/metrics', ask: businessFigures },
  ];
}
