import type { Database } from '../../../prisma/client/database';
import type { Locations } from '../../../prisma/client/page-sql';
import {
  type LocationRoom,
  largestFiles,
  locationRooms,
} from '../../../prisma/repositories/imports/location-rooms';
import { quotaExceeded } from '../../../prisma/repositories/imports/stored-bytes';
import type { FileRoom } from '../../http/within-room';
import { named } from './form-names';

/**
 * What a file may have before it is certain that its Location has no room for it: by the fields that have come, or for
 * any Location where the person may import. A file no larger than the largest that the Location keeps may be that one
 * again, which counts once. When all of it has come, the transaction that keeps it decides.
 * @returns null if there is no limit.
 */
export async function uploadRoom(
  database: Database,
  where: Locations,
  { locationId, location }: Record<string, string>,
): Promise<FileRoom | null> {
  const all = await locationRooms(database, where);
  const wanted = locationId ?? location;
  const meant = wanted === undefined ? undefined : named(all, wanted);
  const some = meant ? [meant] : all;
  if (some.length === 0 || !some.every(isLimited)) return null;
  const kept = await largestFiles(
    database,
    some.map(({ id }) => id),
  );
  const room = Math.max(...some.map(({ room }) => room));
  return { bytes: Math.max(room, kept), refusal: () => quotaExceeded(room) };
}

const isLimited = (one: LocationRoom): one is LocationRoom & { room: number } => one.room !== null;
