import { isSameRecord } from '../../../../domain/imports/same-call';
import type { Transaction } from '../../../client/database';
import { isClaimed, isTaken, itsSheet, type KnownPair, knownPair } from './claimed-calls';
import { cursorRows } from '../../../client/cursor-rows';
import { hasCall, isBystander } from '../open-rows';
import { PairsKept } from './repeated-pairs';
import type { ImportPlace } from '../import-place';

/** At most this many claims with a row's record id are examined. */
const maxOfOneRecord = 20;
/** Ids that identify no record, as far as SQL can tell: the remaining ones are sorted out afterwards. */
const noRecord = `^\\s*(0*|null|none|nil|n/?a|unknown|[-.?*#]+|[+-]?\\d([.,]\\d+)?e\\+?\\d+)\\s*$`;

/** Whether this log has record ids, and so has another one whose calls are claimed. */
export async function hasRecordsToo(tx: Transaction, { id }: ImportPlace): Promise<boolean> {
  const [asked] = await tx.query<{ any: boolean }>(
    `SELECT t.definition -> 'columns' ? 'recordId' AND EXISTS (
         SELECT FROM charge_import o JOIN import_type x ON x.id = o.import_type_id
           AND x.definition -> 'columns' ? 'recordId'
         WHERE o.location_id = i.location_id AND o.id <> i.id AND EXISTS (SELECT FROM call_claim k
           WHERE k.import_id = o.id)) AS any
     FROM charge_import i JOIN import_type t ON t.id = i.import_type_id WHERE i.id = $1`,
    [id],
  );
  return asked?.any ?? false;
}

/** Rows that no call of the same start holds, and claims that hold none, matched by the log's record id. */
export async function pairByRecord(tx: Transaction, { id, locationId }: ImportPlace): Promise<number> {
  const pairs = new PairsKept(tx);
  const rows = cursorRows<KnownPair>(
    tx,
    `SELECT ${knownPair} FROM import_row r CROSS JOIN LATERAL (
       SELECT o.* FROM import_row o
       WHERE hashtextextended(o.record_id, 0) = hashtextextended(r.record_id, 0)
         AND o.duration_seconds = r.duration_seconds
         AND o.record_id IS NOT NULL AND o.import_id <> r.import_id AND o.started_at <> r.started_at
         AND ${isClaimed('o')} AND NOT ${isTaken('o')}
       LIMIT ${maxOfOneRecord}) c ${itsSheet}
     WHERE r.import_id = $1 AND r.record_id IS NOT NULL AND r.record_id !~* '${noRecord}' AND ${hasCall('r')}
       AND (SELECT true FROM repeated t WHERE t.row_number = r.row_number AND NOT t.settled LIMIT 1) IS NULL
     ORDER BY ${isBystander('r')}, r.row_number, c.import_id, c.row_number`,
    [id, locationId],
    'row by row',
  );
  const rowsPaired = new Set<number>();
  const claimsPaired = new Set<string>();
  for await (const pair of rows) {
    const claim = `${pair.importId}/${pair.claimedRow}`;
    const isFree = !rowsPaired.has(pair.row) && !claimsPaired.has(claim);
    if (!isFree || (pair.settled && pair.leftOut !== null) || !isSameRecord(pair.mine, pair.theirs)) continue;
    rowsPaired.add(pair.row);
    claimsPaired.add(claim);
    await pairs.add({ ...pair.mine, row: pair.row }, { ...pair, ...pair.theirs, row: pair.claimedRow });
  }
  return pairs.end();
}
