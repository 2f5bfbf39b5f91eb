import { openSheetStates } from '../../../domain/sheets/sheet-states';
import {
  goingOnImportStatuses,
  openImportStatuses,
  reviewedStatuses,
} from '../../../domain/imports/import-states';
import { goingOnSendStates, openSendStates } from '../../../domain/sends/send-states';
import type { Database } from '../../client/database';
import { pageWise } from '../../client/page-wise';
import { isUnapplied, sendDueSince } from './stalled';

/** What operators watch: what is waiting, for how long, and what is in doubt. */
export interface BusinessFigures {
  /** Imports by status, without finished ones. */
  imports: Record<string, number>;
  /** Imports stopped until somebody repairs the cause. */
  importsStopped: number;
  /** Rows without an Account on sheets that are not posted. */
  unmatchedRows: number;
  /** Batch sheets by state, without posted and cancelled ones. */
  sheets: Record<string, number>;
  /** The longest wait for approval; 0 if no sheet is waiting. */
  oldestApprovalWaitSeconds: number;
  /** Sends by state, without linked ones. */
  sends: Record<string, number>;
  /** Entries that are due and not done. */
  outboxDue: number;
  oldestOutboxSeconds: number;
  /** Decisions not applied for a minute. */
  decisionsPending: number;
  /**
   * Longest time without progress of an import that needs no person, and of a send past its next try; 0 if all
   * progress.
   */
  oldestImportWithoutProgressSeconds: number;
  oldestSendWithoutProgressSeconds: number;
  /** 0 if all events are sealed. */
  oldestUnsealedAuditEventSeconds: number;
}

const byName = (select: string) =>
  `(SELECT coalesce(json_object_agg(name, count), '{}') FROM (${select} GROUP BY 1) x (name, count))`;

const ageOf = (time: string, from: string) =>
  `(SELECT greatest(0, coalesce(extract(epoch FROM now() - min(${time})), 0))::float8 FROM ${from})`;

/** One statement, from indexes and small tables: finished work is not read. */
export async function businessFigures(database: Database): Promise<BusinessFigures> {
  const [figures] = await pageWise<BusinessFigures>(
    database,
    `SELECT
       ${byName(`SELECT status, count(*) FROM charge_import WHERE status = ANY ($1)`)} AS imports,
       (SELECT count(*)::int FROM charge_import WHERE stopped IS NOT NULL AND status = ANY ($1)) AS "importsStopped",
       (SELECT coalesce(sum((totals -> 'rows' ->> 'unmatched')::int), 0)::int FROM charge_import
         WHERE status = ANY ($4)) AS "unmatchedRows",
       ${byName(`SELECT state, count(*) FROM batch_sheet WHERE state = ANY ($2)`)} AS sheets,
       (SELECT coalesce(extract(epoch FROM now() - min(completed_at)), 0)::float8 FROM batch_sheet
         WHERE state = 'completed') AS "oldestApprovalWaitSeconds",
       ${byName(`SELECT state, count(*) FROM connect_send WHERE state = ANY ($3)`)} AS sends,
       (SELECT count(*)::int FROM outbox WHERE done_at IS NULL AND next_try_at <= now()) AS "outboxDue",
       (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM outbox
       WHERE done_at IS NULL) AS "oldestOutboxSeconds",
       (SELECT count(*)::int FROM decision d WHERE ${isUnapplied('d')}) AS "decisionsPending",
       ${ageOf('progress_at', `charge_import WHERE status = ANY ($5)`)}
         AS "oldestImportWithoutProgressSeconds",
       ${ageOf(sendDueSince('x'), `connect_send x WHERE x.state = ANY ($6)`)}
         AS "oldestSendWithoutProgressSeconds",
       ${ageOf('at', `audit_event WHERE id = (SELECT min(event_id) FROM audit_unsealed)`)}
         AS "oldestUnsealedAuditEventSeconds"`,
    [
      openImportStatuses,
      openSheetStates,
      openSendStates,
      reviewedStatuses,
      goingOnImportStatuses,
      goingOnSendStates,
    ],
    'as found',
  );
  if (!figures) throw new Error('no answer');
  return figures;
}
