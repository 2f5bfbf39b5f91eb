import { escapeLiteral } from 'pg';
import type { Transaction } from '../database';
import { matchedJoin, matchedSql } from './matching-sql';
import { setWise } from './set-wise';

/** Rows that matching decides about: not those that are ignored, nor those that cannot be read. */
const open = `r.import_id = $1 AND r.status IN ('matched', 'unmatched', 'duplicate')`;

/**
 * How many of the same calls other sheets have claimed at the Location. Where they have claimed three, the first three
 * in this file are those, whatever numbers the claims carry. Looked up row by row, by the key of the claims: a Location
 * has millions of them.
 */
export const claimedByOthers = (location: string) => `
  LEFT JOIN LATERAL (SELECT count(*) AS calls FROM call_claim k WHERE k.location_id = ${location}
    AND k.fingerprint = r.fingerprint AND k.import_id <> r.import_id) others ON r.fingerprint IS NOT NULL`;
export const isDuplicate = '(coalesce(others.calls, 0) >= r.ordinal)';

/** Where a duplicate's call was billed. */
const whereBilled = (location: string) => `(
  SELECT s.number || ' row ' || k.row_number FROM call_claim k JOIN batch_sheet s ON s.import_id = k.import_id
  WHERE k.location_id = ${location} AND k.fingerprint = r.fingerprint AND k.import_id <> r.import_id
  ORDER BY k.ordinal OFFSET r.ordinal - 1 LIMIT 1)`;

/** What each row would be now; who was assigned by a person stays so. $1 import, $2 location. */
const evaluated = (where = 'true') => `
  SELECT r.row_number,
    CASE WHEN ${isDuplicate} THEN 'duplicate' WHEN r.resolution = 'assigned' THEN 'matched' ELSE ${matchedSql.status} END AS status,
    CASE WHEN r.resolution = 'assigned' THEN r.account_id WHEN NOT ${isDuplicate} THEN ${matchedSql.accountId} END AS account_id,
    CASE WHEN ${isDuplicate} THEN 'already imported' WHEN r.resolution = 'assigned' THEN NULL ELSE ${matchedSql.reason} END AS reason,
    CASE WHEN ${isDuplicate} THEN ${whereBilled('$2')}
      WHEN r.resolution = 'assigned' THEN NULL ELSE ${matchedSql.detail} END AS detail
  FROM import_row r ${matchedJoin('$2')} ${claimedByOthers('$2')}
  WHERE ${open} AND ${where}`;

const differs = `(r.status, r.account_id, r.reason, r.detail) IS DISTINCT FROM (e.status, e.account_id, e.reason, e.detail)`;

interface Place {
  id: string;
  locationId: string;
}

async function rewrite(tx: Transaction, { id, locationId }: Place, where?: string): Promise<number> {
  const done = await setWise(tx, () =>
    tx.client.query(
      `UPDATE import_row r SET status = e.status, account_id = e.account_id, reason = e.reason, detail = e.detail,
         resolution = CASE WHEN r.resolution = 'discarded' AND e.status <> 'duplicate' THEN NULL ELSE r.resolution END
       FROM (${evaluated(where)}) e WHERE r.import_id = $1 AND r.row_number = e.row_number AND ${differs}`,
      [id, locationId],
    ),
  );
  return done.rowCount ?? 0;
}

/**
 * Matches all open rows again; rows that stay as they are, are not written. A duplicate that was discarded is a call
 * again when no sheet has it any more: else it would be billed by none. @returns how many rows changed.
 */
export const matchAgain = (tx: Transaction, place: Place): Promise<number> => rewrite(tx, place);

/**
 * Ends the matching that reading began: holds duplicates and tells why rows are unmatched; matches all anew only where
 * codes have changed since the upload.
 */
export async function finishMatching(tx: Transaction, place: Place): Promise<void> {
  await numberTwins(tx, place.id);
  const [since] = await tx.query<{ changed: boolean; claimed: boolean }>(
    `SELECT EXISTS (SELECT FROM matching_edit m WHERE m.location_id = i.location_id
         AND CASE WHEN i.edits_before IS NULL THEN m.at >= i.created_at ELSE m.id > i.edits_before END) AS changed,
       EXISTS (SELECT FROM call_claim k WHERE k.location_id = i.location_id AND k.import_id <> i.id) AS claimed
     FROM charge_import i WHERE i.id = $1`,
    [place.id],
  );
  if (since?.changed !== false) return void (await rewrite(tx, place));
  await rewrite(tx, place, `r.status = 'unmatched'`);
  if (since.claimed) await rewrite(tx, place, isDuplicate);
}

/** True when matching again would change something; nothing is written. */
export async function wouldMatchAnew(tx: Transaction, { id, locationId }: Place): Promise<boolean> {
  const [found] = await setWise(tx, () =>
    tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM (${evaluated()}) e JOIN import_row r ON r.import_id = $1 AND r.row_number = e.row_number
         WHERE ${differs}) AS any`,
      [id, locationId],
    ),
  );
  return found?.any ?? false;
}

/**
 * Counts true twins of a file: the first is 1, the next 2, and each stays a call of its own. Rows that cannot be charged
 * come last: a broken line must not stand for the call that follows it.
 */
async function numberTwins(tx: Transaction, importId: string): Promise<void> {
  // Sorted, which takes half the time of hashing where nearly every call is alone.
  await tx.query('SET LOCAL enable_hashagg = off');
  const { rowCount } = await setWise(tx, () =>
    tx.client.query(
      `CREATE TEMPORARY TABLE twin ON COMMIT DROP AS SELECT fingerprint FROM import_row
       WHERE import_id = ${escapeLiteral(importId)} AND fingerprint IS NOT NULL GROUP BY fingerprint HAVING count(*) > 1`,
    ),
  );
  await tx.query('SET LOCAL enable_hashagg = on');
  if (rowCount === 0) return;
  await setWise(tx, () =>
    tx.query(
      `UPDATE import_row r SET ordinal = n.ordinal FROM (
         SELECT row_number, row_number() OVER (PARTITION BY fingerprint ORDER BY status IN ('invalid', 'ignored'), row_number) AS ordinal
         FROM import_row JOIN twin USING (fingerprint) WHERE import_id = $1
       ) n WHERE r.import_id = $1 AND r.row_number = n.row_number AND r.ordinal <> n.ordinal`,
      [importId],
    ),
  );
}
