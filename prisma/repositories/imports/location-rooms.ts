import type { Database } from '../../client/database';
import type { Locations } from '../../client/page-sql';

export interface LocationRoom {
  id: string;
  name: string;
  /** Bytes that its files may still have together, negative if they have more already; null: any size. */
  room: number | null;
}

export const locationRooms = (database: Database, where: Locations): Promise<LocationRoom[]> =>
  database.query<LocationRoom>(
    `SELECT id, name, (stored_bytes_limit - stored_bytes)::float8 AS room FROM location
     WHERE $1::uuid[] IS NULL OR id = ANY ($1)`,
    [where === 'all' ? null : where],
  );

/** The size of the largest file that one of them keeps, in bytes; 0 if there is none. */
export async function largestFiles(database: Database, locationIds: string[]): Promise<number> {
  const [found] = await database.query<{ bytes: number }>(
    `SELECT coalesce(max(file_bytes), 0)::float8 AS bytes FROM charge_import WHERE location_id = ANY ($1)`,
    [locationIds],
  );
  return found?.bytes ?? 0;
}
