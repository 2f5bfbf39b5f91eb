import type { SheetState } from '../../../domain/sheets/sheet-states';
import type { Database } from '../../client/database';
import { prepared } from '../../client/prepared';

/** What has to be known of a batch sheet to decide whether something may be done with it. */
export interface SheetInBrief {
  id: string;
  number: string;
  state: SheetState;
  importId: string;
  location: { id: string; name: string };
  /** yyyy-mm-dd */
  batchDate: string;
}

const sheetById = prepared(
  `SELECT s.id, s.number, s.state, s.import_id AS "importId", json_build_object('id', l.id, 'name', l.name) AS location,
     i.batch_date AS "batchDate"
   FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN location l ON l.id = s.location_id
   WHERE s.id = $1`,
);

export async function sheetInBrief(database: Database, id: string): Promise<SheetInBrief | null> {
  const [found] = await database.query<SheetInBrief>(sheetById, [id]);
  return found ?? null;
}
