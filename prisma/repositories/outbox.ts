import type { Database, Transaction } from '../database';

/** What must happen after a commit. Relayed by the worker at least once; every receiver can take it twice. */
export type OutboxMessage =
  | { kind: 'start-send'; payload: { accountId: string } }
  | { kind: 'start-import'; payload: { importId: string } }
  | { kind: 'rematch'; payload: { importId: string } }
  | { kind: 'deliver-decision'; payload: { decisionId: string } };

export type OutboxEntry = OutboxMessage & { id: string; attempts: number };

/** @param delayMs keeps the relay away for a while, where the sender tries first himself. */
export async function enqueue(tx: Transaction, message: OutboxMessage, delayMs = 0): Promise<void> {
  await tx.query(
    "INSERT INTO outbox (kind, payload, next_try_at) VALUES ($1, $2, now() + $3 * interval '1 millisecond')",
    [message.kind, JSON.stringify(message.payload), delayMs],
  );
}

/** Takes what is due and keeps other relays away from it for 10 s; what is not marked done by then is due again. */
export async function takeDue(database: Database, limit: number): Promise<OutboxEntry[]> {
  return database.query<OutboxEntry>(
    `UPDATE outbox o SET next_try_at = now() + interval '10 seconds', attempts = attempts + 1
     FROM (SELECT id FROM outbox WHERE done_at IS NULL AND next_try_at <= now()
           ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) due
     WHERE o.id = due.id RETURNING o.id, o.kind, o.payload, o.attempts`,
    [limit],
  );
}

/**
 * Asks for the workflow of everything that is under way to be started, where it does not run: it may have been terminated.
 * What waits for a person is started by the person's decision; one that nobody has come to is told again.
 */
export async function enqueueUnderWay(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO outbox (kind, payload)
     SELECT 'start-import', jsonb_build_object('importId', id) FROM charge_import
       WHERE status IN ('received', 'reading', 'matching', 'approved', 'posting')
     UNION ALL
     SELECT 'start-send', jsonb_build_object('accountId', account_id) FROM connect_send
       WHERE state IN ('requested', 'settling', 'unknown', 'waiting')
     UNION ALL
     SELECT 'deliver-decision', jsonb_build_object('decisionId', id) FROM decision
       WHERE state = 'pending' AND created_at < now() - interval '1 minute'`,
  );
}

/** Forgets what was done more than a week ago. */
export async function pruneOutbox(database: Database): Promise<void> {
  await database.query("DELETE FROM outbox WHERE done_at < now() - interval '7 days'");
}

export async function markDone(database: Database, id: string): Promise<void> {
  await database.query('UPDATE outbox SET done_at = now(), last_error = NULL WHERE id = $1', [id]);
}

/** Tried again later: after 1 s, 2 s, 4 s …, at most 60 s. */
export async function markFailed(database: Database, id: string, error: string): Promise<void> {
  await database.query(
    `UPDATE outbox SET last_error = $2,
       next_try_at = now() + least(60, power(2, least(attempts, 6) - 1)) * interval '1 second' WHERE id = $1`,
    [id, error.slice(0, 500)],
  );
}
