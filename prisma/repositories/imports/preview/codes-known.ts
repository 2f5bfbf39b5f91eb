import type { Database } from '../../../client/database';
import type { Locations } from '../../../client/page-sql';

/** How many codes of a file a Location has, on any day. */
export interface CodesKnown {
  locationId: string;
  location: string;
  codes: number;
  /** Rows with these codes. */
  rows: number;
}

const maxLocations = 6;

/**
 * The Location itself first, then others by how many rows have codes of theirs; those without any are left out.
 * @param codes Number of rows by code, folded.
 * @param readable The Locations that may be named.
 */
export const codesKnown = (
  database: Database,
  { codes, locationId, readable }: { codes: Map<string, number>; locationId: string; readable: Locations },
): Promise<CodesKnown[]> =>
  database.query<CodesKnown>(
    `SELECT l.id AS "locationId", l.name AS location, count(*)::int AS codes, sum(k.rows)::int AS rows
     FROM (SELECT DISTINCT location_id, code_key FROM account_code
         WHERE code_key = ANY ($1) AND ($4::uuid[] IS NULL OR location_id = ANY ($4) OR location_id = $3)) c
       JOIN unnest($1::text[], $2::int[]) k (code_key, rows) USING (code_key) JOIN location l ON l.id = c.location_id
     GROUP BY l.id, l.name ORDER BY l.id = $3 DESC, sum(k.rows) DESC, l.name LIMIT ${maxLocations}`,
    [[...codes.keys()], [...codes.values()], locationId, readable === 'all' ? null : readable],
  );
