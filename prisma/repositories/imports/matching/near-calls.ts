import type { Transaction } from '../../../client/database';
import { hasCall } from '../open-rows';
import { withoutNestedLoops } from '../../../client/planner-hints';

/** Separators between the digits of a number. */
const separators = ` ()+-./\u00a0`;
/**
 * The last four digits of a number, with or without leading zeros; null for anything else, which may equal any number.
 * Most numbers have no separators, and are not searched for them: that is two thirds of the time.
 */
const ending = (row: string) => {
  const digits = `translate(${row}.number, '${separators}', '')`;
  return `CASE WHEN ${row}.number ~ '^[+]?[0-9]{4,}$' THEN right(${row}.number, 4)
    WHEN ${digits} ~ '^[0-9]+$' THEN right('000' || ${digits}, 4) END`;
};

/**
 * Finds the rows of other imports that could be calls of this one, and the corresponding rows of this one: with the
 * same start, and a number that ends in the same four digits or is not informative; or with the same record id. They
 * are kept for the rest of the transaction in the table `near_call (import_id, row_number, started_at)`: files of the
 * same month, which share a second now and then, leave hardly any. Whether they are the same call, and claimed, is not
 * decided here.
 * @param others Imports of the same time.
 * @returns how many there are.
 */
export async function findNearCalls(
  tx: Transaction,
  { id }: { id: string },
  others: string[],
): Promise<number> {
  await tx.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS near_call (import_id uuid, row_number int, started_at timestamptz)
       ON COMMIT DROP`,
  );
  await tx.query('TRUNCATE near_call');
  const theirs = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `WITH mine AS MATERIALIZED (
         SELECT r.started_at, ${ending('r')} AS ending, r.record_id FROM import_row r
         WHERE r.import_id = $1 AND ${hasCall('r')} AND r.started_at IS NOT NULL),
       theirs AS MATERIALIZED (
         SELECT c.import_id, c.row_number, c.started_at, ${ending('c')} AS ending, c.record_id
         FROM import_row c JOIN charge_import i ON i.id = $1
         WHERE c.import_id = ANY ($2) AND c.fingerprint IS NOT NULL AND c.status <> 'duplicate'
           AND c.started_at BETWEEN i.first_call AND i.last_call
           AND c.started_at IN (SELECT started_at FROM mine))
       INSERT INTO near_call
         SELECT t.import_id, t.row_number, t.started_at FROM theirs t
         WHERE (t.started_at, t.ending) IN (SELECT started_at, ending FROM mine)
         UNION SELECT t.import_id, t.row_number, t.started_at FROM theirs t
         WHERE t.ending IS NULL AND t.started_at IN (SELECT started_at FROM mine)
         UNION SELECT t.import_id, t.row_number, t.started_at FROM theirs t WHERE t.started_at IN (SELECT started_at
           FROM mine WHERE ending IS NULL)
         UNION SELECT t.import_id, t.row_number, t.started_at FROM theirs t
           WHERE t.record_id IS NOT NULL AND (t.started_at, t.record_id) IN (SELECT started_at, record_id FROM mine
             WHERE record_id IS NOT NULL)`,
      [id, others],
    ),
  );
  if (!theirs.rowCount) return 0;
  const mine = await withoutNestedLoops(tx, () =>
    tx.client.query(
      `INSERT INTO near_call SELECT r.import_id, r.row_number, r.started_at FROM import_row r
       WHERE r.import_id = $1 AND ${hasCall('r')} AND r.started_at IN (SELECT started_at FROM near_call)`,
      [id],
    ),
  );
  return theirs.rowCount + (mine.rowCount ?? 0);
}
