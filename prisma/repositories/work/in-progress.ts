import { openImportStatuses } from '../../../domain/imports/import-states';
import { underWaySendStates } from '../../../domain/sends/send-states';
import type { Database } from '../../client/database';

/**
 * Claims the next round of periodic work, for whichever worker comes first.
 * @returns false if another one began a round less than this long ago.
 */
export async function claimRound(database: Database, name: string, everyMs: number): Promise<boolean> {
  const claimed = await database.query(
    `INSERT INTO sweep AS s (name, begun_at) VALUES ($1, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET begun_at = clock_timestamp()
       WHERE abs(extract(epoch FROM clock_timestamp() - s.begun_at)) * 1000 >= $2 RETURNING 1`,
    [name, everyMs],
  );
  return claimed.length > 0;
}

export interface WorkInProgress {
  imports: string[];
  /** Approved, and not being posted: the workflow's knowledge may be out of date. */
  toBePosted: string[];
  /** Ids of Accounts. */
  sends: string[];
  /** Decisions that have not been applied. */
  decisions: string[];
}

const maxChecked = 10_000;
/** The last change is further away than this: in either direction, since the clock may have gone back. */
const isQuiet = (column: string, seconds: number) =>
  `abs(extract(epoch FROM clock_timestamp() - ${column})) > ${seconds}`;

/** Where the next check begins, so that each is checked in turn, however many there are. */
export interface CheckedUntil {
  importId: string | null;
  accountId: string | null;
}
export const fromTheBeginning: CheckedUntil = { importId: null, accountId: null };

/** What should have a running workflow: the next few, by id. */
export async function workInProgress(
  database: Database,
  after: CheckedUntil = fromTheBeginning,
): Promise<WorkInProgress> {
  const [found] = await database.query<WorkInProgress>(
    `SELECT
       ARRAY(SELECT id FROM charge_import WHERE ${isQuiet('progress_at', 15)} AND ($1::uuid IS NULL OR id > $1)
         AND status = ANY ($3)
         ORDER BY id LIMIT ${maxChecked}) AS imports,
       ARRAY(SELECT id FROM charge_import WHERE status = 'approved' AND stopped IS NULL
         AND ${isQuiet('progress_at', 15)}
         LIMIT ${maxChecked}) AS "toBePosted",
       ARRAY(SELECT account_id FROM connect_send WHERE ${isQuiet('updated_at', 15)}
         AND ($2::uuid IS NULL OR account_id > $2)
         AND state = ANY ($4) ORDER BY account_id LIMIT ${maxChecked}) AS sends,
       ARRAY(SELECT id FROM decision WHERE state = 'pending' AND ${isQuiet('created_at', 60)}
         LIMIT ${maxChecked}) AS decisions`,
    [after.importId, after.accountId, openImportStatuses, underWaySendStates],
  );
  if (!found) throw new Error('no answer');
  return found;
}

/** After what was checked; from the beginning again, if that was all. */
export const checkedUntil = ({ imports, sends }: WorkInProgress): CheckedUntil => ({
  importId: imports.length < maxChecked ? null : (imports.at(-1) as string),
  accountId: sends.length < maxChecked ? null : (sends.at(-1) as string),
});
