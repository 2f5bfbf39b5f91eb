import type { Database } from '../../client/database';

/** Failed attempts of a network. */
export interface AttemptsOf {
  kind: string;
  network: string;
  attempts: number;
}

/**
 * Adds attempts to those that other processes have counted. An end further ahead than a window is one of before the
 * clock went back.
 * @returns the counts of all processes, and when each ends.
 */
export function addFailedAttempts(
  { vital }: Pick<Database, 'vital'>,
  attempts: AttemptsOf[],
  windowMs: number,
): Promise<(AttemptsOf & { endsInMs: number })[]> {
  return vital(
    `INSERT INTO failed_attempt AS f (kind, network, attempts, ends_at)
     SELECT kind, network, attempts, now() + $2 * interval '1 ms'
     FROM jsonb_to_recordset($1) AS n (kind text, network text, attempts int) ORDER BY kind, network
     ON CONFLICT (kind, network) DO UPDATE SET
       attempts = excluded.attempts
         + CASE WHEN f.ends_at BETWEEN now() AND excluded.ends_at THEN f.attempts ELSE 0 END,
       ends_at = CASE WHEN f.ends_at BETWEEN now() AND excluded.ends_at THEN f.ends_at ELSE excluded.ends_at END
     RETURNING kind, network, attempts, extract(epoch FROM ends_at - now())::float8 * 1000 AS "endsInMs"`,
    [JSON.stringify(attempts), windowMs],
  );
}

/** Removes those that count no more; some at a time. */
export async function forgetFailedAttempts({ vital }: Pick<Database, 'vital'>): Promise<void> {
  await vital(
    `DELETE FROM failed_attempt WHERE (kind, network) IN
       (SELECT kind, network FROM failed_attempt WHERE ends_at < now() ORDER BY ends_at LIMIT 5000
        FOR UPDATE SKIP LOCKED)`,
  );
}
