import type { Database } from '../../client/database';
import { instant } from '../../client/instant';
import { prepared } from '../../client/prepared';

export interface SendFiguresRecord {
  /** Tries since the press. */
  attempt: number;
  /** ISO 8601 in UTC to the microsecond; null if no try is due. */
  nextTryAt: string | null;
  /** Number of clients that a person has to choose from. */
  candidates: number;
}

const figures = prepared(
  `SELECT attempt, ${instant('next_try_at')} AS "nextTryAt", jsonb_array_length(candidates) AS candidates
   FROM connect_send WHERE account_id = $1`,
);

/** The figures of a send at a glance; null if the Account was never sent. */
export async function sendFigures(database: Database, accountId: string): Promise<SendFiguresRecord | null> {
  const [found] = await database.query<SendFiguresRecord>(figures, [accountId]);
  return found ?? null;
}
