import type { ImportStatus } from '../../../domain/imports/import-states';
import type { Database } from '../../client/database';
import { prepared } from '../../client/prepared';

/** What has to be known of an import to decide whether something may be done with it. */
export interface ImportInBrief {
  id: string;
  status: ImportStatus;
  locationId: string;
  sheetId: string | null;
}

const importById = prepared(
  `SELECT i.id, i.status, i.location_id AS "locationId", s.id AS "sheetId"
   FROM charge_import i LEFT JOIN batch_sheet s ON s.import_id = i.id WHERE i.id = $1`,
);

export async function importInBrief(database: Database, id: string): Promise<ImportInBrief | null> {
  const [found] = await database.query<ImportInBrief>(importById, [id]);
  return found ?? null;
}
