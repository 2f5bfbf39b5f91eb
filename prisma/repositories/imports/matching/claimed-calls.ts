import { type Call } from '../../../../domain/imports/same-call';
import { leftOutSql } from '../../charges/charge-sql';

export const call = (
  row: string,
) => `extract(epoch FROM ${row}.started_at)::text AS start, ${row}.number, ${row}.extension,
  ${row}.duration_seconds AS "durationSeconds", ${row}.record_id AS "recordId",
  coalesce(${row}.sell, ${row}.buy)::text AS amount`;

/** The sheet `s` of a claimed row `c`, and the import type `t` that read it. */
export const itsSheet = `JOIN batch_sheet s ON s.import_id = c.import_id JOIN charge_import i ON i.id = c.import_id
  JOIN import_type t ON t.id = i.import_type_id`;
/** The sheet that has the call, and why it left it out; null if it charges it. */
export const claimed = `s.number AS "batchSheet", ${leftOutSql('c', 's', 't')} AS "leftOut"`;

/** A pair that the database has recorded. */
export interface KnownPair {
  row: number;
  settled: boolean;
  mine: Call & { amount: string | null };
  importId: string;
  claimedRow: number;
  theirs: Call & { amount: string | null };
  batchSheet: string;
  leftOut: string | null;
}

const asJson = (row: string) => `(SELECT row_to_json(x) FROM (SELECT ${call(row)}) x)`;
export const knownPair = `r.row_number AS row, (SELECT true FROM repeated t
  WHERE t.row_number = r.row_number AND t.settled LIMIT 1) IS NOT NULL AS settled, ${asJson('r')} AS mine,
    c.import_id AS "importId", c.row_number AS "claimedRow", ${asJson('c')} AS theirs,
  ${claimed}`;

/** Whether a row has a claim, looked up individually: a claim is stored under the fingerprint of its row. */
export const isClaimed = (row: string) =>
  `(SELECT true FROM call_claim k WHERE k.location_id = $2 AND k.fingerprint = ${row}.fingerprint
     AND k.import_id = ${row}.import_id
     AND k.row_number = ${row}.row_number LIMIT 1)`;
/** Whether a claimed row is already in a pair. */
export const isTaken = (row: string) =>
  `(SELECT true FROM repeated t WHERE t.import_id = ${row}.import_id AND t.claimed_row = ${row}.row_number
   LIMIT 1) IS NOT NULL`;
