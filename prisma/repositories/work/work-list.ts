import { openImportStatuses } from '../../../domain/imports/import-states';
import { goingOnSendStates } from '../../../domain/sends/send-states';
import type { Database } from '../../client/database';
import { instant } from '../../client/instant';
import { type Locations, mergedPage, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import { isUnapplied, sendDueSince } from './stalled';

export type WorkKind =
  | 'complete-sheet'
  | 'approve-sheet'
  | 'decide-send'
  | 'mend-import'
  | 'failed-import'
  /** A sheet has rows that await a correction of another sheet. */
  | 'await-correction'
  /** It should have gone on long ago, and has not. */
  | 'stuck-send'
  /** It was made, and has not been applied. */
  | 'pending-decision'
  /** Its Accounts ID looks like another Account's, from before no two could. */
  | 'accounts-look-alike'
  /** A code that looks like another Account's, from before no two could: its calls are found by the other one. */
  | 'codes-look-alike';

/** One thing that is waiting for somebody. */
export interface Work {
  kind: WorkKind;
  /** Of the sheet, the import or the Account that it is about. */
  id: string;
  /** What people call it: the number of a sheet, the name of a file, the Accounts ID. */
  name: string;
  location: { id: string; name: string };
  /** Of the import, if it is about one. */
  importId: string | null;
  /** Since when it has been waiting, ISO 8601 in UTC to the microsecond. */
  since: string;
}

export interface WorkFilter {
  personId: string;
  /** Where the person may edit charges, approve, and manage Accounts. */
  editsAt: Locations;
  approvesAt: Locations;
  managesAt: Locations;
  /** `since` and `id` of the last one on the previous page. */
  after: [string, string] | null;
  limit: number;
}

/** Where things of a kind are found, and how each is described. */
interface Source {
  from: string;
  id: string;
  name: string;
  location: string;
  importId: string;
  since: string;
}

const sheets: Source = {
  from: 'batch_sheet s',
  id: 's.id',
  name: 's.number',
  location: 's.location_id',
  importId: 's.import_id',
  since: 'coalesce(s.completed_at, s.created_at)',
};
const sends: Source = {
  from: 'connect_send x',
  id: 'x.account_id',
  name: 'x.accounts_id',
  location: 'x.location_id',
  importId: 'NULL::uuid',
  since: 'x.updated_at',
};
const imports: Source = {
  from: 'charge_import i',
  id: 'i.id',
  name: 'i.file_name',
  location: 'i.location_id',
  importId: 'i.id',
  since: 'i.created_at',
};

const accounts: Source = {
  from: 'account a',
  id: 'a.id',
  name: 'a.accounts_id',
  location: 'a.location_id',
  importId: 'NULL::uuid',
  since: 'a.created_at',
};

const codes: Source = {
  from: 'account_code c',
  id: 'c.account_id',
  name: 'c.code',
  location: 'c.location_id',
  importId: 'NULL::uuid',
  since: 'c.created_at',
};

/** Decisions about imports, or about sends. */
const decisions = (join: string, subject: Source): Source => ({
  ...subject,
  from: `decision d JOIN ${subject.from} ON ${join}`,
  id: 'coalesce(d.import_id, d.account_id)',
  since: 'd.created_at',
});

interface Part {
  kind: WorkKind;
  source: Source;
  at: Locations;
  where: (parameters: Parameters) => string[];
}

/**
 * Whose work a sheet is, is determined for completed ones alone, in order until the page is full. A failed import is
 * listed for a week.
 */
const partsOf = ({ personId, editsAt, approvesAt, managesAt }: WorkFilter): Part[] => [
  { kind: 'complete-sheet', source: sheets, at: editsAt, where: () => [`s.state = 'draft'`] },
  {
    kind: 'approve-sheet',
    source: sheets,
    at: approvesAt,
    where: ({ add }) => [`s.state = 'completed'`, `NOT worked_on_sheet(s, ${add(personId)})`],
  },
  {
    kind: 'await-correction',
    source: sheets,
    at: editsAt,
    where: () => ['s.awaiting > 0', `s.state <> 'cancelled'`],
  },
  { kind: 'decide-send', source: sends, at: managesAt, where: () => [`x.state = 'needs-decision'`] },
  {
    kind: 'failed-import',
    source: imports,
    at: editsAt,
    where: () => [`i.status = 'failed'`, `i.created_at > now() - interval '7 days'`],
  },
  {
    kind: 'mend-import',
    source: imports,
    at: editsAt,
    where: ({ add }) => ['i.stopped IS NOT NULL', `i.status = ANY (${add(openImportStatuses)})`],
  },
  {
    kind: 'stuck-send',
    source: { ...sends, since: sendDueSince('x') },
    at: managesAt,
    where: ({ add }) => [
      `x.state = ANY (${add(goingOnSendStates)})`,
      `${sendDueSince('x')} < now() - interval '5 minutes'`,
    ],
  },
  {
    kind: 'pending-decision',
    source: decisions('i.id = d.import_id', imports),
    at: editsAt,
    where: () => [isUnapplied('d')],
  },
  {
    kind: 'pending-decision',
    source: decisions('x.account_id = d.account_id', sends),
    at: managesAt,
    where: () => [isUnapplied('d')],
  },
  {
    kind: 'accounts-look-alike',
    source: accounts,
    at: managesAt,
    where: () => [
      'a.looked_alike',
      'EXISTS (SELECT FROM account o WHERE o.accounts_id_key = a.accounts_id_key AND o.id <> a.id)',
    ],
  },
  {
    kind: 'codes-look-alike',
    source: codes,
    at: managesAt,
    where: () => [
      'c.code_key <> fold_key(c.code_key)',
      '(c.effective_to IS NULL OR c.effective_to > current_date)',
    ],
  },
];

/** One query per Location, so that each is read in index order. */
function queriesOf({ kind, source, at, where }: Part, { after }: WorkFilter, parameters: Parameters) {
  const { from, id, name, location, importId, since } = source;
  const { add } = parameters;
  const select = `SELECT '${kind}'::text AS kind, ${id} AS id, ${name} AS name, ${location} AS location_id,
    ${importId} AS import_id,
    ${since} AS since FROM ${from}`;
  const behind = () =>
    after ? [`(${since}, ${id}) > (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)`] : [];
  const places = at === 'all' ? [[]] : at.map((one) => [`${location} = ${add(one)}`]);
  return places.map((here) => ({ select, where: [...where(parameters), ...here, ...behind()] }));
}

/** What is waiting for a person, oldest first. */
export async function listWork(database: Database, filter: WorkFilter): Promise<Work[]> {
  const parameters = new Parameters();
  const queries = partsOf(filter).flatMap((part) => queriesOf(part, filter, parameters));
  if (queries.length === 0) return [];
  const page = mergedPage(queries, { order: 'since, id', limit: parameters.add(filter.limit) });
  return pageWise<Work>(
    database,
    `SELECT kind, work.id, work.name, json_build_object('id', l.id, 'name', l.name) AS location,
       import_id AS "importId",
       ${instant('since')} AS since
     FROM (${page}) work JOIN location l ON l.id = work.location_id ORDER BY work.since, work.id`,
    parameters.values,
  );
}

/** How much of each kind waits for a person; kinds of which nothing waits are left out. */
export async function countWork(
  database: Database,
  filter: Omit<WorkFilter, 'after' | 'limit'>,
): Promise<Partial<Record<WorkKind, number>>> {
  const parameters = new Parameters();
  const counts = partsOf({ ...filter, after: null, limit: 0 }).map(({ kind, source, at, where }) => {
    const here = at === 'all' ? [] : [`${source.location} = ANY (${parameters.add(at)}::uuid[])`];
    const all = [...where(parameters), ...here].join(' AND ');
    return `SELECT '${kind}' AS kind, count(*)::int AS count FROM ${source.from} WHERE ${all}`;
  });
  const found = await pageWise<{ kind: WorkKind; count: number }>(
    database,
    `SELECT kind, sum(count)::int AS count FROM (${counts.join(' UNION ALL ')}) one GROUP BY kind`,
    parameters.values,
    'as found',
  );
  return Object.fromEntries(found.map(({ kind, count }) => [kind, count]));
}
