import { reviewedStatuses } from '../../../../domain/imports/import-states';
import { claimingSheetStates, undecidedSheetStates } from '../../../../domain/sheets/sheet-states';
import { savepoint, type Transaction } from '../../../client/database';
import { constraintOf } from '../../../client/constraint';
import { haveCallsMoved } from './matching';
import { hasCall, isBystander } from '../open-rows';
import { findRepeatedCalls } from './repeated-calls';
import { withoutNestedLoops } from '../../../client/planner-hints';
import type { SheetHead } from '../../sheets/sheets';
import type { ImportPlace } from '../import-place';

/**
 * Every readable row, including leftovers; a row held as a repeated call belongs to another sheet, and what the Import
 * Type ignores to nobody. Rows that a person ignored keep their claim.
 */
const claimable = `r.import_id = $1 AND r.fingerprint IS NOT NULL AND r.status <> 'duplicate' AND ${hasCall('r')}`;

/** Condition that a row `r` is in the pair `h`: it takes the claim of a call that another sheet left out. */
const takesOver = `(h.main AND h.settled AND r.repeats ->> 'settled' = 'taken-over')`;

/** Rows `r` whose calls are claimed otherwise: taken over, or held by another sheet while the row charges nothing. */
const claimedOtherwise = `EXISTS (SELECT FROM repeated h
  WHERE h.row_number = r.row_number AND (${takesOver} OR ${isBystander('r')}))`;

/** At a Location, sheets claim and release calls one after the other. */
async function lockCalls(tx: Transaction, locationId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('calls of ' || $1::text, 0))`, [locationId]);
}

/**
 * Claims the calls of every readable row for its sheet, including leftovers; under a lock per Location, so that two
 * sheets are never completed over the same calls.
 * @returns false if calls have changed hands since the rows were matched: then nothing is claimed. Ignored and invalid
 * rows charge nothing, so another sheet's claims on their calls are no obstacle, and they are not claimed again.
 */
export async function claimCalls(tx: Transaction, importId: string, locationId: string): Promise<boolean> {
  await lockCalls(tx, locationId);
  const place = { id: importId, locationId };
  const repeated = await findRepeatedCalls(tx, place);
  if (await haveCallsMoved(tx, place)) return false;
  if (repeated > 0) await takeOver(tx, place);
  const values = [importId, locationId];
  // In the order of the key, so that neighbours go to the same index page.
  const claim = `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
     SELECT $2, fingerprint, ordinal, import_id, row_number FROM import_row r WHERE ${claimable}
       ${repeated > 0 ? `AND NOT ${claimedOtherwise}` : ''} ORDER BY fingerprint`;
  try {
    await savepoint(tx, () => withoutNestedLoops(tx, () => tx.query(claim, values)));
  } catch (error) {
    if (constraintOf(error) !== 'call_claim_pkey') throw error;
    await withoutNestedLoops(tx, () => tx.query(`${claim} ON CONFLICT DO NOTHING`, values));
    await claimBehind(tx, values);
  }
  return true;
}

/** The next number after all claims of a fingerprint, for the rows of the query in order. */
const numberBehind = (row: string, order: string) => `(
  SELECT coalesce(max(k.ordinal), 0) FROM call_claim k WHERE k.location_id = $2 AND k.fingerprint = ${row}.fingerprint)
  + row_number() OVER (PARTITION BY ${row}.fingerprint ORDER BY ${order})`;

/**
 * Calls whose number is taken, although fewer than that are claimed (a sheet released its own): they go after all
 * others.
 */
async function claimBehind(tx: Transaction, values: unknown[]): Promise<void> {
  await withoutNestedLoops(tx, () =>
    tx.query(
      `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
       SELECT $2, r.fingerprint, ${numberBehind('r', 'r.row_number')}, $1, r.row_number
       FROM import_row r
       LEFT JOIN (SELECT row_number FROM call_claim WHERE import_id = $1) mine ON mine.row_number = r.row_number
       WHERE ${claimable} AND mine.row_number IS NULL`,
      values,
    ),
  );
}

/**
 * Takes over the claims of calls that other sheets left out and this one bills: their rows cannot be billed any more,
 * unless they get them back. A claim is stored under the fingerprint of its row.
 */
async function takeOver(tx: Transaction, { id, locationId }: ImportPlace): Promise<void> {
  await withoutNestedLoops(tx, () =>
    tx.query(
      `UPDATE call_claim k SET fingerprint = n.fingerprint, ordinal = n.ordinal, import_id = $1,
         row_number = n.row_number,
         before = coalesce(k.before, '[]') || jsonb_build_object('importId', k.import_id, 'row', k.row_number)
       FROM (SELECT r.fingerprint, r.row_number, h.import_id, h.claimed_row,
         ${numberBehind('r', 'r.row_number')} AS ordinal
         FROM import_row r JOIN repeated h ON h.row_number = r.row_number AND ${takesOver} WHERE r.import_id = $1) n
       WHERE k.location_id = $2 AND k.import_id = n.import_id AND k.row_number = n.claimed_row`,
      [id, locationId],
    ),
  );
}

/**
 * Releases the calls: the sheet returns to draft, or will never be billed. Calls that it had taken over go back to the
 * latest previous holder whose sheet is valid and that has neither claimed the call again nor conceded it.
 */
export async function releaseClaims(
  tx: Transaction,
  { importId, locationId }: Pick<SheetHead, 'importId' | 'locationId'>,
): Promise<void> {
  await lockCalls(tx, locationId);
  await withoutNestedLoops(tx, () =>
    tx.query(
      `UPDATE call_claim k SET fingerprint = n.fingerprint, ordinal = n.ordinal, import_id = n.import_id,
         row_number = n.row_number, before = n.before
       FROM (
         SELECT t.ctid AS place, c.import_id, c.row_number, c.fingerprint, had.before,
           (SELECT coalesce(max(o.ordinal), 0) FROM call_claim o
           WHERE o.location_id = t.location_id AND o.fingerprint = c.fingerprint)
             + row_number() OVER (PARTITION BY c.fingerprint ORDER BY c.row_number) AS ordinal
         FROM call_claim t CROSS JOIN LATERAL (
           SELECT (e.holder ->> 'importId')::uuid AS import_id, (e.holder ->> 'row')::int AS row_number,
             (SELECT jsonb_agg(x.holder ORDER BY x.at)
             FROM jsonb_array_elements(t.before) WITH ORDINALITY x (holder, at) WHERE x.at < e.at) AS before
           FROM jsonb_array_elements(t.before) WITH ORDINALITY e (holder, at)
             JOIN batch_sheet s ON s.import_id = (e.holder ->> 'importId')::uuid AND s.state = ANY ($2)
             JOIN import_row w ON w.import_id = s.import_id AND w.row_number = (e.holder ->> 'row')::int
           WHERE s.import_id <> t.import_id AND w.status <> 'duplicate' AND NOT EXISTS (SELECT FROM call_claim own
             WHERE own.location_id = t.location_id
             AND own.fingerprint = w.fingerprint AND own.import_id = w.import_id AND own.row_number = w.row_number)
           ORDER BY e.at DESC LIMIT 1) had
         JOIN import_row c ON c.import_id = had.import_id AND c.row_number = had.row_number
         WHERE t.import_id = $1 AND t.before IS NOT NULL) n
       WHERE k.ctid = n.place`,
      [importId, claimingSheetStates],
    ),
  );
  await tx.query('DELETE FROM call_claim WHERE import_id = $1', [importId]);
}

/**
 * Releasing a sheet's calls counts as an edit of the sheets that hold some of them as duplicates, because they may now
 * bill them. These are found by the time of the calls, and by the holding call if it is known: that may have changed
 * since the rows were matched.
 */
export async function recordFreedCalls(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  await withoutNestedLoops(tx, () =>
    tx.query(
      `INSERT INTO sheet_edit (sheet_id, revision, person_id)
       SELECT s.id, CASE s.state WHEN 'draft' THEN s.revision ELSE s.revision + 1 END, $3
       FROM batch_sheet s WHERE s.location_id = $2 AND s.import_id <> $1 AND s.state = ANY ($4) AND s.import_id IN (
         SELECT r.import_id FROM import_row r JOIN charge_import i ON i.id = r.import_id AND i.location_id = $2
           AND i.status = ANY ($5)
         WHERE r.status = 'duplicate' AND r.status <> 'matched' AND (r.repeats ->> 'importId' = $1::text
           OR r.started_at IN (
           SELECT c.started_at FROM import_row c JOIN call_claim k ON k.import_id = c.import_id
             AND k.row_number = c.row_number
           WHERE c.import_id = $1 AND k.import_id = $1)))
       ON CONFLICT DO NOTHING`,
      [sheet.importId, sheet.locationId, personId, undecidedSheetStates, reviewedStatuses],
    ),
  );
}
