import type { Database, Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';

/** What must happen after a commit. Relayed by the worker at least once; every receiver is idempotent. */
export type OutboxMessage =
  | { kind: 'start-send'; payload: { accountId: string } }
  | { kind: 'start-import'; payload: { importId: string } }
  | { kind: 'rematch'; payload: { importId: string } }
  | { kind: 'go-on'; payload: { importId: string } }
  | { kind: 'deliver-decision'; payload: { decisionId: string } };

/** @property asked How often it had been requested when it was taken. */
export type OutboxEntry = OutboxMessage & { id: string; attempts: number; asked: number };

/** People come first, then automatic work; periodic checks come last. */
const priorities: Record<OutboxMessage['kind'], number> = {
  'deliver-decision': 0,
  'go-on': 0,
  'start-send': 1,
  'start-import': 1,
  rematch: 2,
};
const lookedAfter = 3;

const subjectOf = ({ payload }: OutboxMessage): string => Object.values(payload)[0] as string;

const insertEntry = prepared(
  `INSERT INTO outbox (kind, subject, payload, priority, next_try_at)
   VALUES ($1, $2, $3, $4, CASE WHEN $5::float8 > 0 THEN now() + $5 * interval '1 millisecond' ELSE '-infinity' END)
   ON CONFLICT (kind, subject) WHERE done_at IS NULL DO UPDATE SET asked = outbox.asked + 1,
     priority = least(outbox.priority, excluded.priority),
     next_try_at = least(outbox.next_try_at, excluded.next_try_at)`,
);

/**
 * Requested again while it is open, it stays one entry, which is relayed once more after the latest request: the run in
 * progress may have begun earlier. The entry is locked until the transaction ends: best called last. `delayMs` delays
 * the relay if the sender tries first itself; `byPerson`: a person requested exactly this.
 */
export async function enqueue(
  tx: Transaction,
  message: OutboxMessage,
  { delayMs = 0, byPerson = false }: { delayMs?: number; byPerson?: boolean } = {},
): Promise<void> {
  await tx.query(insertEntry, [
    message.kind,
    subjectOf(message),
    JSON.stringify(message.payload),
    byPerson ? 0 : priorities[message.kind],
    delayMs,
  ]);
}

/** Requests each of them, unless it has been requested already: for the search for stalled work. */
export async function enqueueMissing(database: Database, messages: OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await database.query(
    `INSERT INTO outbox (kind, subject, payload, priority, next_try_at)
     SELECT kind, subject, payload, $2, '-infinity'
     FROM jsonb_to_recordset($1) AS m (kind text, subject text, payload jsonb)
     ON CONFLICT (kind, subject) WHERE done_at IS NULL DO NOTHING`,
    [JSON.stringify(messages.map((one) => ({ ...one, subject: subjectOf(one) }))), lookedAfter],
  );
}

/** In the order of the index of open entries, whatever the limit. */
const takeEntries = prepared(
  `UPDATE outbox o SET next_try_at = now() + interval '15 seconds', attempts = attempts + 1
   FROM (SELECT id FROM outbox WHERE done_at IS NULL
     AND (next_try_at <= now() OR next_try_at > now() + interval '2 minutes')
         ORDER BY priority, id LIMIT $1 FOR UPDATE SKIP LOCKED) due
   WHERE o.id = due.id RETURNING o.id, o.kind, o.payload, o.attempts, o.asked`,
);

/**
 * Takes due entries and keeps other relays away from them for 15 s; what is not marked done by then is due again. No
 * entry waits for more than a minute: if one seems to, the clock has gone back.
 */
export async function takeDue({ vital }: Database, limit: number): Promise<OutboxEntry[]> {
  return vital<OutboxEntry>(takeEntries, [limit]);
}

const prunedAtOnce = 10_000;

/** Deletes, in batches, what was done more than a day ago. */
export async function pruneOutbox(database: Database): Promise<void> {
  await database.query(
    `DELETE FROM outbox WHERE id IN (
       SELECT id FROM outbox WHERE done_at < now() - interval '1 day' ORDER BY done_at LIMIT ${prunedAtOnce})`,
  );
}

const entryDone = prepared(
  `UPDATE outbox SET last_error = NULL, done_at = CASE WHEN asked = $2 THEN now() END,
     next_try_at = CASE WHEN asked = $2 THEN next_try_at ELSE '-infinity' END WHERE id = $1 AND done_at IS NULL
   RETURNING done_at IS NULL AS "isDue"`,
);

/** If it was requested again meanwhile, it is due at once instead. @returns whether it is. */
export async function markDone({ vital }: Database, { id, asked }: OutboxEntry): Promise<boolean> {
  const [left] = await vital<{ isDue: boolean }>(entryDone, [id, asked]);
  return left?.isDue ?? false;
}

/** Tried again later: after 1 s, 2 s, 4 s …, at most 60 s. */
export async function markFailed({ vital }: Database, { id }: OutboxEntry, error: string): Promise<void> {
  await vital(
    `UPDATE outbox SET last_error = $2,
       next_try_at = now() + least(60, power(2, least(attempts, 6) - 1)) * interval '1 second' WHERE id = $1`,
    [id, error.slice(0, 500)],
  );
}
