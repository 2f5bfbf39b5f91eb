import type { ShiftedCalls } from '../../../../domain/imports/warnings';
import type { Transaction } from '../../../client/database';
import { withHashJoins } from '../../../client/planner-hints';
import type { ImportPlace } from '../import-place';
import { isClaimed } from './claimed-calls';

/** No two time zones are further apart. */
const maxHours = 26;
const rowsLookedAt = 300;
/** Fewer are not significant. */
const fewestRows = 5;

/**
 * Whether most rows of an import are claimed calls of the Location shifted by the same number of whole or half hours:
 * up to 300 of its first rows with a number are checked. Null if they are not, or are too few.
 */
export async function shiftedCalls(
  tx: Transaction,
  { id, locationId }: ImportPlace,
): Promise<ShiftedCalls | null> {
  const others = await tx.query<{ id: string }>(
    `SELECT o.id FROM charge_import i JOIN charge_import o ON o.location_id = $2 AND o.id <> i.id
       AND o.first_call <= i.last_call + interval '${maxHours} hours'
       AND o.last_call >= i.first_call - interval '${maxHours} hours'
     WHERE i.id = $1 AND EXISTS (SELECT FROM call_claim k WHERE k.import_id = o.id)`,
    [id, locationId],
  );
  if (others.length === 0) return null;
  const [found] = await withHashJoins(tx, () =>
    tx.query<ShiftedCalls>(
      // Claims are looked up for what is alike only, once for each: the month may have millions.
      `WITH looked_at AS MATERIALIZED (
         SELECT row_number, started_at, number, duration_seconds FROM import_row
         WHERE import_id = $1 AND status IN ('matched', 'unmatched') AND started_at IS NOT NULL AND number IS NOT NULL
         ORDER BY row_number LIMIT ${rowsLookedAt}),
       alike AS MATERIALIZED (
         SELECT r.row_number AS mine, (extract(epoch FROM r.started_at - c.started_at) / 60)::int AS minutes,
           c.import_id, c.row_number, c.fingerprint
         FROM looked_at r JOIN import_row c ON c.number = r.number AND c.duration_seconds = r.duration_seconds
           AND c.started_at BETWEEN r.started_at - interval '${maxHours} hours'
             AND r.started_at + interval '${maxHours} hours'
           AND c.started_at <> r.started_at AND extract(epoch FROM r.started_at - c.started_at)::numeric % 1800 = 0
         WHERE c.import_id = ANY ($3)),
       claimed AS MATERIALIZED (
         SELECT c.import_id, c.row_number FROM (SELECT DISTINCT import_id, row_number, fingerprint FROM alike) c
         WHERE ${isClaimed('c')})
       SELECT count(DISTINCT c.mine)::int AS rows, (SELECT count(*)::int FROM looked_at) AS of, c.minutes,
         min(s.number) AS "batchSheet"
       FROM alike c JOIN claimed k ON k.import_id = c.import_id AND k.row_number = c.row_number
         JOIN batch_sheet s ON s.import_id = c.import_id
       GROUP BY c.minutes ORDER BY rows DESC, abs(c.minutes) LIMIT 1`,
      [id, locationId, others.map((other) => other.id)],
    ),
  );
  return found && found.rows >= fewestRows && found.rows * 2 > found.of ? found : null;
}
