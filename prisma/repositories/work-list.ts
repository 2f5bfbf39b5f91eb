import type { Database } from '../database';
import { instant } from './instant';

export type WorkKind = 'complete-sheet' | 'approve-sheet' | 'decide-send' | 'mend-import' | 'failed-import';

/** One thing that waits for somebody. */
export interface Work {
  kind: WorkKind;
  /** Of the sheet, the import or the Account that it is about. */
  id: string;
  /** What people call it: the number of a sheet, the name of a file, the Accounts ID. */
  name: string;
  location: { id: string; name: string };
  /** Of the import, where it is about one. */
  importId: string | null;
  /** Since when it waits, ISO 8601 in UTC to the microsecond. */
  since: string;
}

type Locations = string[] | 'all';

export interface WorkFilter {
  personId: string;
  /** Where the person may edit charges, approve, and manage Accounts. */
  editsAt: Locations;
  approvesAt: Locations;
  managesAt: Locations;
  /** `since` and `id` of the last one of the page before. */
  after: [string, string] | null;
  limit: number;
}

const at = (parameter: string) => `($${parameter}::uuid[] IS NULL OR l.id = ANY ($${parameter}))`;
const place = `json_build_object('id', l.id, 'name', l.name) AS location`;

/** $1 who asks, $2 where they edit, $3 approve, $4 manage. A failed import is told for a week. */
const parts = [
  `SELECT CASE s.state WHEN 'draft' THEN 'complete-sheet' ELSE 'approve-sheet' END AS kind, s.id, s.number AS name, ${place},
     i.id AS import_id, coalesce(s.completed_at, s.created_at) AS since
   FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN location l ON l.id = i.location_id
   WHERE (s.state = 'draft' AND ${at('2')}) OR (s.state = 'completed' AND ${at('3')} AND NOT worked_on_sheet(s, $1))`,
  `SELECT 'decide-send', a.id, a.accounts_id, ${place}, NULL, x.updated_at
   FROM connect_send x JOIN account a ON a.id = x.account_id JOIN location l ON l.id = a.location_id
   WHERE x.state = 'needs-decision' AND ${at('4')}`,
  `SELECT CASE i.status WHEN 'failed' THEN 'failed-import' ELSE 'mend-import' END, i.id, i.file_name, ${place}, i.id, i.created_at
   FROM charge_import i JOIN location l ON l.id = i.location_id
   WHERE ((i.status = 'failed' AND i.created_at > now() - interval '7 days') OR (i.stopped IS NOT NULL AND i.status <> 'failed')) AND ${at('2')}`,
];

const listed = (locations: Locations) => (locations === 'all' ? null : locations);

/** What waits for a person, the oldest first. */
export const listWork = (database: Database, filter: WorkFilter): Promise<Work[]> =>
  database.query<Work>(
    `SELECT kind, id, name, location, import_id AS "importId", ${instant('since')} AS since
     FROM (${parts.join(' UNION ALL ')}) work
     WHERE $5::timestamptz IS NULL OR (since, id) > ($5, $6::uuid) ORDER BY work.since, id LIMIT $7`,
    [
      filter.personId,
      listed(filter.editsAt),
      listed(filter.approvesAt),
      listed(filter.managesAt),
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit,
    ],
  );
