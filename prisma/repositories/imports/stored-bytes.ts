import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';

export interface KeptFile {
  locationId: string;
  sha256: string;
  bytes: number;
}

export const quotaExceeded = (room: number) =>
  new Refusal(
    'quota-exceeded',
    `The location may keep ${Math.max(0, room)} more bytes of files, and this one has more. ` +
      'None of it was kept. An admin for all locations can raise the limit.',
    { errors: [{ pointer: '/file', detail: 'Larger than what the location may still keep.' }] },
  );

/**
 * Locks the Location against other uploads until the transaction ends, so that the file can be kept before it is
 * counted. @throws Refusal quota-exceeded.
 */
export async function requireRoom(tx: Transaction, { locationId, sha256, bytes }: KeptFile): Promise<void> {
  const [location] = await tx.query<{ room: number | null }>(
    'SELECT (stored_bytes_limit - stored_bytes)::float8 AS room FROM location WHERE id = $1 FOR NO KEY UPDATE',
    [locationId],
  );
  const room = location?.room ?? null;
  if (room === null || bytes <= room) return;
  const kept = await tx.query(
    'SELECT FROM charge_import WHERE location_id = $1 AND file_sha256 = $2 LIMIT 1',
    [locationId, sha256],
  );
  if (kept.length === 0) throw quotaExceeded(room);
}
