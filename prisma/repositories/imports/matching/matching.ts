import { escapeLiteral } from 'pg';
import type { Transaction } from '../../../client/database';
import { matchedJoin, matchedSql } from './matching-sql';
import { unknownCodesAlike } from '../../accounts/look-alike-codes';
import { isOpen } from '../open-rows';
import { findRepeatedCalls } from './repeated-calls';
import { withIndexScans, withoutNestedLoops } from '../../../client/planner-hints';
import type { ImportPlace } from '../import-place';

/**
 * For a row `r` and the claimed call `h` that it repeats: whether a person has resolved it against that very claim. A
 * decision to bill a call that was left out holds as long as it is left out.
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
 * The new state of each row; rows assigned by a person stay so. $1 import, $2 location, $3 what unknown codes resemble;
 * `repeated` says what is held.
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
 * For a row `r` that is held and would still be: whether by a different call from the one that a person may have
 * decided about, or in a different way.
 */
const isHeldOtherwise = `(r.repeats IS NOT NULL AND (r.repeats ->> 'importId', r.repeats ->> 'row',
  r.repeats ? 'leftOut')
  IS DISTINCT FROM (e.repeats ->> 'importId', e.repeats ->> 'row', e.repeats ? 'leftOut'))`;

const differs = `(r.status, r.account_id, r.reason, r.detail, r.repeats)
  IS DISTINCT FROM (e.status, e.account_id, e.reason, e.detail, e.repeats)`;

/**
 * @param rows Condition on the rows `r` that are looked at: an index may know them.
 * @param where Further condition, which may refer to what is held.
 */
async function rewrite(
  tx: Transaction,
  place: ImportPlace,
  { rows = 'true', where = 'true' } = {},
): Promise<number> {
  const { id, locationId } = place;
  const alike = JSON.stringify(await unknownCodesAlike(tx, place));
  const done = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `UPDATE import_row r SET status = e.status, account_id = e.account_id, reason = e.reason, detail = e.detail,
         repeats = e.repeats,
         resolution = CASE WHEN r.resolution IN ('discarded', 'awaiting')
           AND (e.status <> 'duplicate' OR ${isHeldOtherwise}) THEN NULL
           ELSE r.resolution END
       FROM (${evaluated(`${rows} AND ${where}`)}) e
       WHERE r.import_id = $1 AND ${rows} AND r.row_number = e.row_number AND ${differs}`,
      [id, locationId, alike],
    ),
  );
  return done.rowCount ?? 0;
}

/**
 * Rematches all open rows; unchanged rows are not written. A discarded duplicate becomes a call again once no sheet has
 * it any more: otherwise no sheet would bill it. A person's decision about a held row counts only against the call that
 * held it then. @returns the number of changed rows.
 */
export async function matchAgain(tx: Transaction, place: ImportPlace): Promise<number> {
  await findRepeatedCalls(tx, place);
  return rewrite(tx, place);
}

/** What remains to be matched of an import that has been read. */
export interface MatchingLeft {
  /** Rows that repeat another one of the file. */
  repeats: number;
  /** Rows that repeat a call of another sheet, kept in `repeated`. */
  repeated: number;
  /** Codes have changed since the upload: rows may belong to other Accounts. */
  codesChanged: boolean;
}

/** Numbers the calls that come again in the file, and finds those that other sheets have claimed. */
export async function beginMatching(tx: Transaction, place: ImportPlace): Promise<MatchingLeft> {
  const repeats = await numberTwins(tx, place.id);
  const repeated = await findRepeatedCalls(tx, place);
  return { repeats, repeated, codesChanged: await haveCodesChanged(tx, place.id) };
}

/** Whether codes or tenancies have changed since the upload; the next statement may already see a further change. */
export async function haveCodesChanged(tx: Transaction, importId: string): Promise<boolean> {
  const [since] = await tx.query<{ changed: boolean }>(
    `SELECT EXISTS (SELECT FROM matching_edit m WHERE m.location_id = i.location_id
         AND CASE WHEN i.edits_before IS NULL THEN m.at >= i.created_at ELSE m.id > i.edits_before END) AS changed
     FROM charge_import i WHERE i.id = $1`,
    [importId],
  );
  return since?.changed !== false;
}

/** Whether the rows that reading has matched stay matched as they are, and, unless codes change now, no others are. */
export const keepsMatches = ({ repeated, codesChanged }: MatchingLeft): boolean =>
  repeated === 0 && !codesChanged;

/**
 * Completes the matching that reading began: holds repeated calls and records why rows are unmatched; rematches
 * everything only if codes have changed.
 */
export async function finishMatching(tx: Transaction, place: ImportPlace, left: MatchingLeft): Promise<void> {
  if (left.codesChanged) await rewrite(tx, place);
  else {
    // As the index has them: PostgreSQL does not see that rows of one status are not of another.
    await rewrite(tx, place, { rows: `r.status = 'unmatched' AND r.status <> 'matched'` });
    if (left.repeated > 0) await rewrite(tx, place, { where: isHeld });
  }
}

/** True if rematching would change something, ignoring calls that others have claimed since; nothing is written. */
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
 * Whether calls have changed hands since the rows were matched, according to `repeated`: rows to be charged or left
 * over are now held, or held ones no longer are, or by another call.
 */
export async function haveCallsMoved(tx: Transaction, { id }: ImportPlace): Promise<boolean> {
  const e = `(SELECT ${held.repeats} AS repeats) e`;
  const [found] = await withoutNestedLoops(tx, () =>
    tx.query<{ any: boolean }>(
      // An inner join: if nothing is repeated, no row is read.
      `SELECT EXISTS (SELECT FROM import_row r JOIN repeated h ON h.row_number = r.row_number AND h.main
         WHERE r.import_id = $1 AND r.status IN ('matched', 'unmatched') AND NOT ${isSettled})
       OR EXISTS (SELECT FROM import_row r ${repeatedJoin} CROSS JOIN LATERAL ${e}
         WHERE r.import_id = $1 AND r.status = 'duplicate' AND r.status <> 'matched'
           AND (NOT ${isHeld} OR ${isHeldOtherwise})) AS any`,
      [id],
    ),
  );
  return found?.any ?? false;
}

/**
 * Numbers true twins within a file: the first is 1, the next 2, and each stays a separate call. Rows that cannot be
 * charged come last: a broken line must not stand for the call after it. @returns the number of rows that repeat an
 * earlier one.
 */
async function numberTwins(tx: Transaction, importId: string): Promise<number> {
  const [read] = await tx.query<{ rows: number[] | null }>(
    `SELECT read_checkpoint -> 'repeatedRows' AS rows FROM charge_import WHERE id = $1`,
    [importId],
  );
  // Lists read the checkpoint of each import; this part may be long, and nobody asks for it again.
  await tx.query(
    `UPDATE charge_import SET read_checkpoint = read_checkpoint - 'repeatedRows' WHERE id = $1`,
    [importId],
  );
  const rows = read?.rows;
  if (rows)
    return rows.length === 0
      ? 0
      : withIndexScans(tx, () => setOrdinals(tx, importId, 'row_number = ANY ($2)', rows));
  if ((await findTwins(tx, importId)) === 0) return 0;
  return withoutNestedLoops(tx, () =>
    setOrdinals(tx, importId, 'fingerprint IN (SELECT fingerprint FROM twin)'),
  );
}

/** @param among Which rows have twins, as SQL. @returns the number of rows that repeat an earlier one. */
async function setOrdinals(
  tx: Transaction,
  importId: string,
  among: string,
  ...values: unknown[]
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `UPDATE import_row r SET ordinal = n.ordinal FROM (
       SELECT row_number, row_number() OVER (PARTITION BY fingerprint ORDER BY status IN ('invalid', 'ignored'),
         row_number) AS ordinal
       FROM import_row WHERE import_id = $1 AND ${among}
     ) n WHERE r.import_id = $1 AND r.row_number = n.row_number AND r.ordinal <> n.ordinal`,
    [importId, ...values],
  );
  return rowCount ?? 0;
}

/** Keeps the fingerprints of twins in the table `twin`. @returns how many there are. */
async function findTwins(tx: Transaction, importId: string): Promise<number> {
  // Sorted, which takes half the time of hashing if nearly every call is unique.
  await tx.query('SET LOCAL enable_hashagg = off');
  const { rowCount } = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `CREATE TEMPORARY TABLE twin ON COMMIT DROP AS SELECT fingerprint FROM import_row
       WHERE import_id = ${escapeLiteral(importId)} AND fingerprint IS NOT NULL GROUP BY fingerprint
       HAVING count(*) > 1`,
    ),
  );
  await tx.query('SET LOCAL enable_hashagg = on');
  return rowCount ?? 0;
}
