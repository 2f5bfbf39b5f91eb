import type { Transaction } from '../database';

/**
 * Claims the calls of every readable row for its sheet, left over or not; under a lock per Location, so that two
 * sheets are never completed over the same calls.
 * @returns how many rows another sheet has claimed already: they are held as duplicates now, and nothing is claimed.
 */
export async function claimCalls(tx: Transaction, importId: string, locationId: string): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || $1::text, 0))`, [locationId]);
  const held = await holdClaimed(tx, importId, locationId);
  if (held > 0) return held;
  // What conflicts now is ignored or invalid here, and billed by nobody from this sheet.
  await tx.query(
    `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
     SELECT $2, fingerprint, ordinal, import_id, row_number FROM import_row
     WHERE import_id = $1 AND fingerprint IS NOT NULL AND status <> 'duplicate' ON CONFLICT DO NOTHING`,
    [importId, locationId],
  );
  return 0;
}

/** Whatever a person did with such a row before, its call is billed elsewhere: it is to be released or discarded. */
async function holdClaimed(tx: Transaction, importId: string, locationId: string): Promise<number> {
  const held = await tx.client.query(
    `UPDATE import_row r SET status = 'duplicate', account_id = NULL, reason = 'already imported', resolution = NULL,
       detail = (SELECT s.number FROM batch_sheet s WHERE s.import_id = k.import_id) || ' row ' || k.row_number
     FROM call_claim k WHERE r.import_id = $1 AND r.status IN ('matched', 'unmatched')
       AND k.location_id = $2 AND k.fingerprint = r.fingerprint AND k.ordinal = r.ordinal AND k.import_id <> r.import_id`,
    [importId, locationId],
  );
  return held.rowCount ?? 0;
}

/** Gives the calls back: the sheet is a draft again, or will never be billed. */
export async function releaseClaims(tx: Transaction, importId: string): Promise<void> {
  await tx.query('DELETE FROM call_claim WHERE import_id = $1', [importId]);
}
