import type { Transaction } from '../database';
import { setWise } from './set-wise';

/**
 * Claims the calls of every readable row for its sheet, left over or not; under a lock per Location, so that two
 * sheets are never completed over the same calls.
 * @returns false when another sheet has some of them already: then nothing is claimed. Ignored and invalid rows charge
 * nothing, so what another sheet has of those stands in nobody's way.
 */
export async function claimCalls(tx: Transaction, importId: string, locationId: string): Promise<boolean> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || $1::text, 0))`, [locationId]);
  // In the order of the key, so that neighbours go to the same page of its index.
  await tx.query(
    `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
     SELECT $2, fingerprint, ordinal, import_id, row_number FROM import_row
     WHERE import_id = $1 AND fingerprint IS NOT NULL AND status <> 'duplicate'
     ORDER BY fingerprint ON CONFLICT DO NOTHING`,
    [importId, locationId],
  );
  const [missed] = await setWise(tx, () =>
    tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM import_row r LEFT JOIN call_claim k ON k.location_id = $2 AND k.fingerprint = r.fingerprint
         AND k.ordinal = r.ordinal AND k.import_id = r.import_id
       WHERE r.import_id = $1 AND r.fingerprint IS NOT NULL AND r.status IN ('matched', 'unmatched') AND k.import_id IS NULL) AS any`,
      [importId, locationId],
    ),
  );
  if (!missed?.any) return true;
  await releaseClaims(tx, importId);
  return false;
}

/** Gives the calls back: the sheet is a draft again, or will never be billed. */
export async function releaseClaims(tx: Transaction, importId: string): Promise<void> {
  await tx.query('DELETE FROM call_claim WHERE import_id = $1', [importId]);
}
