import type { Transaction } from '../database';
import { constraintOf } from './constraint';
import { claimedByOthers, isDuplicate } from './matching';
import { setWise } from './set-wise';
import type { SheetHead } from './sheets';

/** Every readable row, left over or not; what is held as a duplicate is another sheet's. */
const claimable = `r.import_id = $1 AND r.fingerprint IS NOT NULL AND r.status <> 'duplicate'`;

/**
 * Claims the calls of every readable row for its sheet, left over or not; under a lock per Location, so that two
 * sheets are never completed over the same calls.
 * @returns false when another sheet has some of them already: then nothing is claimed. Ignored and invalid rows charge
 * nothing, so what another sheet has of those stands in nobody's way.
 */
export async function claimCalls(tx: Transaction, importId: string, locationId: string): Promise<boolean> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || $1::text, 0))`, [locationId]);
  const values = [importId, locationId];
  const [taken] = await setWise(tx, () =>
    tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM import_row r ${claimedByOthers('$2')}
       WHERE ${claimable} AND r.status IN ('matched', 'unmatched') AND ${isDuplicate}) AS any`,
      values,
    ),
  );
  if (taken?.any) return false;
  // In the order of the key, so that neighbours go to the same page of its index.
  const claim = `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
     SELECT $2, fingerprint, ordinal, import_id, row_number FROM import_row r WHERE ${claimable} ORDER BY fingerprint`;
  await tx.query('SAVEPOINT before_claims');
  try {
    await tx.query(claim, values);
  } catch (error) {
    if (constraintOf(error) !== 'call_claim_pkey') throw error;
    await tx.query('ROLLBACK TO SAVEPOINT before_claims');
    await tx.query(`${claim} ON CONFLICT DO NOTHING`, values);
    await claimBehind(tx, values);
  }
  return true;
}

/** Calls whose number is another's, although fewer than that are claimed (a sheet gave its own back): behind all others. */
async function claimBehind(tx: Transaction, values: unknown[]): Promise<void> {
  await setWise(tx, () =>
    tx.query(
      `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
       SELECT $2, r.fingerprint, last.ordinal + row_number() OVER (PARTITION BY r.fingerprint ORDER BY r.row_number), $1, r.row_number
       FROM import_row r
       LEFT JOIN (SELECT row_number FROM call_claim WHERE import_id = $1) mine ON mine.row_number = r.row_number
       CROSS JOIN LATERAL (SELECT coalesce(max(k.ordinal), 0) AS ordinal FROM call_claim k
         WHERE k.location_id = $2 AND k.fingerprint = r.fingerprint) last
       WHERE ${claimable} AND mine.row_number IS NULL`,
      values,
    ),
  );
}

/** Gives the calls back: the sheet is a draft again, or will never be billed. */
export async function releaseClaims(tx: Transaction, importId: string): Promise<void> {
  await tx.query('DELETE FROM call_claim WHERE import_id = $1', [importId]);
}

/** Who gives a sheet's calls back edits the sheets that hold some of them as duplicates: they will bill them. */
export async function recordFreedCalls(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  await tx.query(
    `INSERT INTO sheet_edit (sheet_id, revision, person_id)
     SELECT s.id, CASE s.state WHEN 'draft' THEN s.revision ELSE s.revision + 1 END, $3
     FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id
     WHERE i.location_id = $2 AND s.state IN ('draft', 'completed') AND EXISTS (
       SELECT FROM import_row r JOIN call_claim k ON k.location_id = $2 AND k.fingerprint = r.fingerprint AND k.import_id = $1
       WHERE r.import_id = s.import_id AND r.status = 'duplicate')
     ON CONFLICT DO NOTHING`,
    [sheet.importId, sheet.locationId, personId],
  );
}
