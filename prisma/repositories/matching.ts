import type { Transaction } from '../database';
import { matchedJoin, matchedSql } from './matching-sql';
import { setWise } from './set-wise';

/** Rows that matching decides about: not those that are ignored, nor those that cannot be read. */
const open = `r.import_id = $1 AND r.status IN ('matched', 'unmatched', 'duplicate')`;

/** What each row would be now; who was assigned by a person stays so. $1 import, $2 location. */
const evaluated = `
  SELECT r.row_number,
    CASE WHEN k.import_id IS NOT NULL THEN 'duplicate' WHEN r.resolution = 'assigned' THEN 'matched' ELSE ${matchedSql.status} END AS status,
    CASE WHEN r.resolution = 'assigned' THEN r.account_id WHEN k.import_id IS NULL THEN ${matchedSql.accountId} END AS account_id,
    CASE WHEN k.import_id IS NOT NULL THEN 'already imported' WHEN r.resolution = 'assigned' THEN NULL ELSE ${matchedSql.reason} END AS reason,
    CASE WHEN k.import_id IS NOT NULL THEN
      (SELECT s.number FROM batch_sheet s WHERE s.import_id = k.import_id) || ' row ' || k.row_number
      WHEN r.resolution = 'assigned' THEN NULL ELSE ${matchedSql.detail} END AS detail
  FROM import_row r ${matchedJoin('$2')}
  LEFT JOIN call_claim k ON k.location_id = here.location_id AND k.fingerprint = r.fingerprint AND k.ordinal = r.ordinal
    AND k.import_id <> r.import_id
  WHERE ${open}`;

const differs = `(r.status, r.account_id, r.reason, r.detail) IS DISTINCT FROM (e.status, e.account_id, e.reason, e.detail)`;

interface Place {
  id: string;
  locationId: string;
}

/**
 * Matches all open rows again; rows that stay as they are, are not written. A duplicate that was discarded is a call
 * again when no sheet has it any more: else it would be billed by none. @returns how many rows changed.
 */
export async function matchAgain(tx: Transaction, { id, locationId }: Place): Promise<number> {
  const done = await setWise(tx, () =>
    tx.client.query(
      `UPDATE import_row r SET status = e.status, account_id = e.account_id, reason = e.reason, detail = e.detail,
         resolution = CASE WHEN r.resolution = 'discarded' AND e.status <> 'duplicate' THEN NULL ELSE r.resolution END
       FROM (${evaluated}) e WHERE r.import_id = $1 AND r.row_number = e.row_number AND ${differs}`,
      [id, locationId],
    ),
  );
  return done.rowCount ?? 0;
}

/** True when matching again would change something; nothing is written. */
export async function wouldMatchAnew(tx: Transaction, { id, locationId }: Place): Promise<boolean> {
  const [found] = await setWise(tx, () =>
    tx.query<{ any: boolean }>(
      `SELECT EXISTS (SELECT FROM (${evaluated}) e JOIN import_row r ON r.import_id = $1 AND r.row_number = e.row_number
         WHERE ${differs}) AS any`,
      [id, locationId],
    ),
  );
  return found?.any ?? false;
}

/** Counts true twins of a file: the first is 1, the next 2, and each stays a call of its own. */
export async function numberTwins(tx: Transaction, importId: string): Promise<void> {
  await setWise(tx, () =>
    tx.query(
      `UPDATE import_row r SET ordinal = n.ordinal FROM (
         SELECT row_number, row_number() OVER (PARTITION BY fingerprint ORDER BY row_number) AS ordinal
         FROM import_row WHERE import_id = $1 AND fingerprint IN (
           SELECT fingerprint FROM import_row WHERE import_id = $1 AND fingerprint IS NOT NULL
           GROUP BY fingerprint HAVING count(*) > 1)
       ) n WHERE r.import_id = $1 AND r.row_number = n.row_number AND r.ordinal <> n.ordinal`,
      [importId],
    ),
  );
}
