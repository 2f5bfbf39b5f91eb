import { billingNothingStatuses, type ImportStatus } from '../../../../domain/imports/import-states';
import type { Database } from '../../../client/database';

/** An import at the Location, and the local dates of its first and its last call, yyyy-mm-dd. */
export interface EarlierImport {
  id: string;
  status: ImportStatus;
  batchSheetNumber: string | null;
  firstDate: string;
  lastDate: string;
  /** Calls of the file that its sheet has claimed. */
  claimed: number;
}

interface Calls {
  locationId: string;
  /** Instants of the first and the last call. */
  first: string;
  last: string;
  /** Hex; as claims are looked up by. */
  fingerprints: string[];
}

const maxImports = 50;

/** Imports at the Location that may have the same calls, newest first. */
export const earlierImports = (
  database: Database,
  { locationId, first, last, fingerprints }: Calls,
): Promise<EarlierImport[]> =>
  database.query<EarlierImport>(
    `WITH claimed AS (
       SELECT c.import_id, count(DISTINCT k.fingerprint)::int AS calls
       FROM (SELECT DISTINCT decode(hex, 'hex') AS fingerprint FROM unnest($4::text[]) hex) k
         JOIN call_claim c ON c.location_id = $1 AND c.fingerprint = k.fingerprint GROUP BY c.import_id)
     SELECT i.id, i.status, s.number AS "batchSheetNumber", coalesce(k.calls, 0) AS claimed,
       (i.first_call AT TIME ZONE l.time_zone)::date::text AS "firstDate",
       (i.last_call AT TIME ZONE l.time_zone)::date::text AS "lastDate"
     FROM charge_import i JOIN location l ON l.id = i.location_id LEFT JOIN batch_sheet s ON s.import_id = i.id
       LEFT JOIN claimed k ON k.import_id = i.id
     WHERE i.location_id = $1 AND i.status <> ALL ($5) AND i.first_call <= $3 AND i.last_call >= $2
     ORDER BY i.created_at DESC, i.id DESC LIMIT ${maxImports}`,
    [locationId, first, last, fingerprints, billingNothingStatuses],
  );
