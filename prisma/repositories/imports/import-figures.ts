import type { ImportStatus } from '../../../domain/imports/import-states';
import type { ImportTotals } from '../../../domain/imports/totals';
import type { Database } from '../../client/database';
import { instant } from '../../client/instant';

export interface ImportFiguresRecord {
  /** When the database was read. */
  asOf: string;
  /** Increases with every change of the import. */
  revision: number;
  status: ImportStatus;
  totalRows: number;
  currency: string;
  totals: ImportTotals | null;
  /** A code. */
  failure: string | null;
  /** How many people may approve the sheet now; null if it is not waiting for approval. */
  approvers: number | null;
  sheet: { id: string; number: string; revision: number; net: string } | null;
}

/** The figures of an import at a glance. */
export async function importFigures(
  database: Database,
  importId: string,
): Promise<ImportFiguresRecord | null> {
  // Finding out whose work a sheet is may require reading all of its rows.
  const [found] = await database.transaction((tx) =>
    tx.query<ImportFiguresRecord>(
      `SELECT ${instant('now()')} AS "asOf", i.revision::float8 AS revision, i.status, i.file_rows AS "totalRows",
         l.currency, i.totals, i.failure ->> 'code' AS failure,
       CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'number', s.number, 'revision', s.revision, 'net',
         (SELECT trim_scale(coalesce(sum(net), 0))::text FROM sheet_account a WHERE a.sheet_id = s.id)) END AS sheet,
       CASE WHEN s.state = 'completed' THEN (SELECT count(*)::int FROM person p
         WHERE p.kind = 'human' AND p.deactivated_at IS NULL AND EXISTS (
           SELECT 1 FROM person_grant g WHERE g.person_id = p.id AND g.role = 'approver'
             AND coalesce(g.location_id, i.location_id) = i.location_id)
         AND NOT worked_on_sheet(s, p.id)) END AS approvers
     FROM charge_import i JOIN location l ON l.id = i.location_id LEFT JOIN batch_sheet s ON s.import_id = i.id
     WHERE i.id = $1`,
      [importId],
    ),
  );
  return found ?? null;
}
