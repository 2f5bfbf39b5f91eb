import type { SheetState } from '../../../domain/sheets/sheet-states';
import type { ImportTotals } from '../../../domain/imports/totals';
import type { Database } from '../../client/database';
import { type ExpectedRecord, expectedSql } from './expected';
import { instant } from '../../client/instant';
import { pageAtLocations, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import { prepared } from '../../client/prepared';
import { type SheetFilter, sheetConditions } from './sheet-filter';

export interface ListedSheet extends ExpectedRecord {
  id: string;
  number: string;
  title: string;
  state: SheetState;
  revision: number;
  version: number;
  importId: string;
  location: { id: string; name: string; currency: string };
  batchDate: string;
  referenceText: string | null;
  totals: ImportTotals;
  warnings: unknown;
  explanations: Record<string, string>;
  newMatches: boolean;
  basis: string;
  markup: string;
  adjustments: string;
  rounding: string;
  net: string;
  tax: string;
  gross: string;
  taxPercent: string;
  digest: string | null;
  acknowledged: unknown;
  uploader: { id: string; name: string };
  completedBy: string | null;
  completer: { id: string; name: string } | null;
  completedAt: Date | null;
  approvals: { personId: string; name: string; approvedAt: string }[];
  /** It is completed, and the caller's own work, so the caller cannot approve it. */
  own: boolean;
  postedAt: string | null;
  createdAt: Date;
}

const sumNames = ['basis', 'markup', 'adjustments', 'rounding', 'net', 'tax', 'gross'];

/** Kept by triggers. */
const keptSums = 'LEFT JOIN sheet_total m ON m.sheet_id = s.id';

/** Added up from what the digest covers: who approves a sheet sees what is charged. */
const ownSums = `
  CROSS JOIN LATERAL (SELECT ${sumNames.map((name) => `sum(${name}) AS ${name}`).join(', ')}
    FROM sheet_account WHERE sheet_id = s.id) m`;

const sums = sumNames.map((name) => `coalesce(m.${name}, 0)::text AS ${name}`).join(', ');

/** From sheets `s` and their sums `m`; $1 the caller. */
const details = (from: string, withSums: string) => `
  SELECT s.id, s.number, s.title, s.state, s.revision, s.version, s.import_id AS "importId",
    json_build_object('id', l.id, 'name', l.name, 'currency', l.currency) AS location,
    i.batch_date AS "batchDate", i.reference_text AS "referenceText", i.totals, ${expectedSql}, i.warnings,
    s.explanations,
    i.new_matches AS "newMatches",
    ${sums},
    trim_scale(s.tax_percent)::text AS "taxPercent", s.digest, s.acknowledged,
    json_build_object('id', uploader.id, 'name', uploader.name) AS uploader,
    s.completed_by AS "completedBy", s.completed_at AS "completedAt",
    (SELECT json_build_object('id', p.id, 'name', p.name) FROM person p WHERE p.id = s.completed_by) AS completer,
    (SELECT coalesce(json_agg(json_build_object('personId', p.id, 'name', p.name,
      'approvedAt', a.approved_at) ORDER BY a.approved_at), '[]')
      FROM approval a JOIN person p ON p.id = a.person_id
      WHERE a.sheet_id = s.id AND a.revision = s.revision) AS approvals,
    s.state = 'completed' AND worked_on_sheet(s, $1) AS own,
    ${instant('s.posted_at')} AS "postedAt", s.created_at AS "createdAt"
  FROM ${from} JOIN charge_import i ON i.id = s.import_id JOIN location l ON l.id = s.location_id
    JOIN person uploader ON uploader.id = i.uploaded_by ${withSums}`;

const sheetById = prepared(`${details('batch_sheet s', ownSums)} WHERE s.id = $2`);

export async function findSheet(
  database: Database,
  id: string,
  personId: string,
): Promise<ListedSheet | null> {
  const [found] = await database.query<ListedSheet>(sheetById, [personId, id]);
  return found ?? null;
}

export interface SheetPage extends SheetFilter {
  personId: string;
  /** Creation time and id of the last sheet on the previous page. */
  after: [string, string] | null;
  limit: number;
}

/** Newest first. The details of a sheet are looked up once it is known to be on the page. */
export function listSheets(
  database: Database,
  { personId, after, limit, ...filter }: SheetPage,
): Promise<ListedSheet[]> {
  const parameters = new Parameters();
  parameters.add(personId);
  const page = pageAtLocations(
    parameters,
    { locations: filter.locationIds, column: 's.location_id' },
    {
      select: 'SELECT s.id, s.created_at FROM batch_sheet s',
      where: [
        ...sheetConditions(filter, parameters),
        ...(after
          ? [`(s.created_at, s.id) < (${parameters.add(after[0])}, ${parameters.add(after[1])}::uuid)`]
          : []),
      ],
      order: 'created_at DESC, id DESC',
      limit: parameters.add(limit),
    },
  );
  const listed = details(`(${page}) page JOIN batch_sheet s ON s.id = page.id`, keptSums);
  return pageWise<ListedSheet>(
    database,
    `${listed} ORDER BY page.created_at DESC, page.id DESC`,
    parameters.values,
  );
}

export interface SheetAccountLine {
  accountId: string;
  accountsId: string;
  rows: number;
  basis: string;
  markup: string;
  adjustments: string;
  rounding: string;
  net: string;
  tax: string;
  gross: string;
}

/** What each Account owes on the sheet, with rounding as a separate figure. */
export const sheetAccounts = (database: Database, sheetId: string): Promise<SheetAccountLine[]> =>
  database.query<SheetAccountLine>(
    `SELECT a.id AS "accountId", a.accounts_id AS "accountsId", x.rows, x.basis::text, x.markup::text,
       x.adjustments::text,
       x.rounding::text, x.net::text, x.tax::text, x.gross::text
     FROM sheet_account x JOIN account a ON a.id = x.account_id WHERE x.sheet_id = $1 ORDER BY a.accounts_id`,
    [sheetId],
  );
