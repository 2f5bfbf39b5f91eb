import { escapeLiteral } from 'pg';
import type { Transaction } from '../../../client/database';
import { matchedJoin, matchedSql } from './matching-sql';
import { unknownCodesAlike } from '../../accounts/look-alike-codes';
import { isOpen } from '../open-rows';
import { findRepeatedCalls } from './repeated-calls';
import { withoutNestedLoops } from '../../../client/planner-hints';
import type { ImportPlace } from '../import-place';

/**
 * Of a row `r` and the claimed call `h` that it repeats: whether a person has settled it against that very claim. To
 * bill what was left out there holds as long as it is left out.
 */
const isSettled = `coalesce(h.settled AND (r.repeats ->> 'settled'
  IS DISTINCT FROM 'taken-over' OR h.left_out IS NOT NULL), false)`;
export const isHeld = `(h.row_number IS NOT NULL AND NOT ${isSettled})`;
export const repeatedJoin = 'LEFT JOIN repeated h ON h.row_number = r.row_number AND h.main';

const held = {
  reason: `CASE WHEN h.sameness = 'changed' THEN 'changed' WHEN h.left_out IS NULL THEN 'already imported'
    ELSE 'left out, not billed' END`,
  detail: `h.batch_sheet || ' row ' || h.claimed_row || CASE WHEN h.left_out IS NULL THEN '' WHEN h.sameness = 'changed'
    THEN ', not billed there: ' || h.left_out ELSE ': ' || h.left_out END`,
  repeats: `CASE WHEN h.row_number IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object('importId', h.import_id,
    'row', h.claimed_row,
    'sameness', h.sameness, 'differs', h.differs, 'leftOut', h.left_out,
    'settled', CASE WHEN ${isSettled} THEN coalesce(r.repeats ->> 'settled', 'new') END,
    'others', CASE WHEN r.repeats ->> 'settled' IS NULL OR h.settled THEN r.repeats -> 'others'
    ELSE coalesce(r.repeats -> 'others', '[]')
      || jsonb_build_object('importId', r.repeats -> 'importId', 'row', r.repeats -> 'row') END)) END`,
};

/**
 * What each row would be now; who was assigned by a person stays so. $1 import, $2 location, $3 what unknown codes
 * look like; `repeated` says what is held.
 */
const evaluated = (where = 'true') => `
  SELECT r.row_number,
    CASE WHEN ${isHeld} THEN 'duplicate' WHEN r.resolution = 'assigned' THEN 'matched'
    ELSE ${matchedSql.status} END AS status,
    CASE WHEN r.resolution = 'assigned' THEN r.account_id
    WHEN NOT ${isHeld} THEN ${matchedSql.accountId} END AS account_id,
    CASE WHEN ${isHeld} THEN ${held.reason} WHEN r.resolution = 'assigned' THEN NULL
    ELSE ${matchedSql.reason} END AS reason,
    CASE WHEN ${isHeld} THEN ${held.detail} WHEN r.resolution = 'assigned' THEN NULL
    ELSE ${matchedSql.detail} END AS detail,
    ${held.repeats} AS repeats
  FROM import_row r ${matchedJoin('$2')} ${repeatedJoin}
    LEFT JOIN jsonb_to_recordset($3) AS alike ("codeKey" text, "looksLike" text) ON alike."codeKey" = r.code_key
  WHERE r.import_id = $1 AND ${isOpen('r')} AND ${where}`;

/**
 * Of a row `r` that is held and would be so still: whether by another call than a person may have decided about, or
 * in another way.
 */
const isHeldOtherwise = `(r.repeats IS NOT NULL AND (r.repeats ->> 'importId', r.repeats ->> 'row',
  r.repeats ? 'leftOut')
  IS DISTINCT FROM (e.repeats ->> 'importId', e.repeats ->> 'row', e.repeats ? 'leftOut'))`;

const differs = `(r.status, r.account_id, r.reason, r.detail, r.repeats)
  IS DISTINCT FROM (e.status, e.account_id, e.reason, e.detail, e.repeats)`;

async function rewrite(tx: Transaction, place: ImportPlace, where?: string): Promise<number> {
  const { id, locationId } = place;
  const alike = JSON.stringify(await unknownCodesAlike(tx, place));
  const done = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `UPDATE import_row r SET status = e.status, account_id = e.account_id, reason = e.reason, detail = e.detail,
         repeats = e.repeats,
         resolution = CASE WHEN r.resolution IN ('discarded', 'awaiting')
           AND (e.status <> 'duplicate' OR ${isHeldOtherwise}) THEN NULL
           ELSE r.resolution END
       FROM (${evaluated(where)}) e WHERE r.import_id = $1 AND r.row_number = e.row_number AND ${differs}`,
      [id, locationId, alike],
    ),
  );
  return done.rowCount ?? 0;
}

/**
 * Matches all open rows again; rows that stay as they are, are not written. A duplicate that was discarded is a call
 * again when no sheet has it any more: else it would be billed by none. What a person decided about a held row counts
 * only against the call that held it then. @returns how many rows changed.
 */
export async function matchAgain(tx: Transaction, place: ImportPlace): Promise<number> {
  await findRepeatedCalls(tx, place);
  return rewrite(tx, place);
}

/**
 * Ends the matching that reading began: holds repeated calls and tells why rows are unmatched; matches all anew only
 * where codes have changed since the upload.
 * @returns how many rows repeat another one of the file.
 */
export async function finishMatching(tx: Transaction, place: ImportPlace): Promise<number> {
  const twins = await numberTwins(tx, place.id);
  const repeated = await findRepeatedCalls(tx, place);
  const [since] = await tx.query<{ changed: boolean }>(
    `SELECT EXISTS (SELECT FROM matching_edit m WHERE m.location_id = i.location_id
         AND CASE WHEN i.edits_before IS NULL THEN m.at >= i.created_at ELSE m.id > i.edits_before END) AS changed
     FROM charge_import i WHERE i.id = $1`,
    [place.id],
  );
  if (since?.changed !== false) await rewrite(tx, place);
  else {
    await rewrite(tx, place, `r.status = 'unmatched'`);
    if (repeated > 0) await rewrite(tx, place, isHeld);
  }
  return twins;
}

/**
 * True when matching again would change something, but for calls that others have claimed since; nothing is written.
 */
export async function wouldMatchAnew(tx: Transaction, place: ImportPlace): Promise<boolean> {
  await findRepeatedCalls(tx, place);
  const [found] = await withoutNestedLoops(tx, () =>
    tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM (${evaluated()}) e
         JOIN import_row r ON r.import_id = $1 AND r.row_number = e.row_number
         WHERE CASE WHEN e.status = 'duplicate' THEN r.status = 'duplicate' AND ${isHeldOtherwise}
           ELSE (r.status, r.account_id) IS DISTINCT FROM (e.status, e.account_id) END) AS any`,
      [place.id, place.locationId, '[]'],
    ),
  );
  return found?.any ?? false;
}

/**
 * Whether calls have changed hands since the rows were matched, as `repeated` knows them: rows that are to be charged
 * or left over are held now, or held ones are held no more, or by another call.
 */
export async function haveCallsMoved(tx: Transaction, { id }: ImportPlace): Promise<boolean> {
  const e = `(SELECT ${held.repeats} AS repeats) e`;
  const [found] = await withoutNestedLoops(tx, () =>
    tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM import_row r ${repeatedJoin} CROSS JOIN LATERAL ${e}
         WHERE r.import_id = $1 AND r.status IN ('matched', 'unmatched') AND ${isHeld})
       OR EXISTS (SELECT FROM import_row r ${repeatedJoin} CROSS JOIN LATERAL ${e}
         WHERE r.import_id = $1 AND r.status = 'duplicate' AND r.status <> 'matched'
           AND (NOT ${isHeld} OR ${isHeldOtherwise})) AS any`,
      [id],
    ),
  );
  return found?.any ?? false;
}

/**
 * Counts true twins of a file: the first is 1, the next 2, and each stays a call of its own. Rows that cannot be
 * charged come last: a broken line must not stand for the call that follows it. @returns how many rows have another
 * before them.
 */
async function numberTwins(tx: Transaction, importId: string): Promise<number> {
  // Sorted, which takes half the time of hashing where nearly every call is alone.
  await tx.query('SET LOCAL enable_hashagg = off');
  const { rowCount } = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `CREATE TEMPORARY TABLE twin ON COMMIT DROP AS SELECT fingerprint FROM import_row
       WHERE import_id = ${escapeLiteral(importId)} AND fingerprint IS NOT NULL GROUP BY fingerprint
       HAVING count(*) > 1`,
    ),
  );
  await tx.query('SET LOCAL enable_hashagg = on');
  if (rowCount === 0) return 0;
  const numbered = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `UPDATE import_row r SET ordinal = n.ordinal FROM (
         SELECT row_number, row_number() OVER (PARTITION BY fingerprint ORDER BY status IN ('invalid', 'ignored'),
           row_number) AS ordinal
         FROM import_row JOIN twin USING (fingerprint) WHERE import_id = $1
       ) n WHERE r.import_id = $1 AND r.row_number = n.row_number AND r.ordinal <> n.ordinal`,
      [importId],
    ),
  );
  return numbered.rowCount ?? 0;
}
