import type { Database } from '../database';

/**
 * Claims the next round of what is done again and again, by whichever worker comes first.
 * @returns false where another one began a round less than so long ago.
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

export interface UnderWay {
  imports: string[];
  /** Approved, and not being posted: what the workflow knows may be older than what is so. */
  toBePosted: string[];
  /** Ids of Accounts. */
  sends: string[];
  /** Decisions that nobody has come to. */
  decisions: string[];
}

const most = 10_000;
/** What has changed less than so long ago, is being done, or will be. Either way: the clock may have gone back. */
const isQuiet = (column: string, seconds: number) =>
  `abs(extract(epoch FROM clock_timestamp() - ${column})) > ${seconds}`;

/** What should have a workflow that runs, the longest untouched first. */
export async function underWay(database: Database): Promise<UnderWay> {
  const [found] = await database.query<UnderWay>(
    `SELECT
       ARRAY(SELECT id FROM charge_import WHERE ${isQuiet('progress_at', 15)}
         AND status IN ('received', 'reading', 'matching', 'in-review', 'completed', 'approved', 'posting')
         ORDER BY progress_at LIMIT ${most}) AS imports,
       ARRAY(SELECT id FROM charge_import WHERE status = 'approved' AND ${isQuiet('progress_at', 15)} LIMIT ${most}) AS "toBePosted",
       ARRAY(SELECT account_id FROM connect_send WHERE ${isQuiet('updated_at', 15)}
         AND state IN ('requested', 'settling', 'unknown', 'waiting', 'needs-decision') ORDER BY updated_at LIMIT ${most}) AS sends,
       ARRAY(SELECT id FROM decision WHERE state = 'pending' AND ${isQuiet('created_at', 60)} LIMIT ${most}) AS decisions`,
  );
  if (!found) throw new Error('no answer');
  return found;
}
