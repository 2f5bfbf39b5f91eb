import type { Client, NewClient } from '../../../domain/sends/client';
import { goingOnSendStates } from '../../../domain/sends/send-states';
import type { Database, Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';
import { auditStop } from './audit-stop';

/** What a person instructed the next try to do. */
export interface SendInstruction {
  /** Who decided. */
  personId: string;
  decision: 'link' | 'create';
  clientId: string | null;
  /** Clients that the person saw and declared to be somebody else. */
  knownToBeOthers: string[];
}

export interface ClaimedSend {
  accountId: string;
  /** Fencing token: only the latest holder may write. */
  token: number;
  generation: number;
  attempt: number;
  payload: NewClient;
  references: string[];
  ownIntent: boolean;
  instruction: SendInstruction | null;
}

const held = `account_id = $1 AND lease_token = $2 AND state = 'settling'`;

/** False if somebody else has taken over; or holds the row just now, which nothing vital may wait for. */
export async function renewLease({ vital }: Database, send: ClaimedSend, leaseMs: number): Promise<boolean> {
  const kept = await vital(
    `UPDATE connect_send SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
     WHERE account_id = (SELECT account_id FROM connect_send WHERE ${held} FOR UPDATE SKIP LOCKED) RETURNING 1`,
    [send.accountId, send.token, leaseMs],
  );
  return kept.length > 0;
}

const intent = prepared(
  `UPDATE connect_send SET may_have_sent_at = clock_timestamp(),
     may_have_sent_clock = to_timestamp($3::float8 / 1000),
     updated_at = now() WHERE ${held} AND lease_until > clock_timestamp() RETURNING 1`,
);

/**
 * Records, before a create is sent, that it may have been sent. False if the lease is lost: then nothing may be sent.
 * @param clock The current time here, in milliseconds since 1970.
 */
export async function noteIntent(database: Database, send: ClaimedSend, clock: number): Promise<boolean> {
  const noted = await database.query(intent, [send.accountId, send.token, clock]);
  return noted.length > 0;
}

export interface SendOutcome {
  state: 'unknown' | 'waiting' | 'rejected' | 'needs-decision';
  fault: Record<string, unknown> | null;
  /** Milliseconds until the next try; null if none is due. */
  waitMs: number | null;
  candidates?: Client[];
  /** A definite answer came: nothing about this try is in doubt. */
  intentCleared: boolean;
  /** Nothing definite is known: the time until a person is asked starts now, or continues. */
  unclear: 'yes' | 'no' | 'as before';
}

/** Records the outcome of a try, unless somebody else has taken over. */
export async function recordOutcome(
  tx: Transaction,
  send: ClaimedSend,
  outcome: SendOutcome,
): Promise<boolean> {
  const recorded = await tx.query(
    `UPDATE connect_send SET state = $3, last_fault = $4, lease_until = NULL, candidates = $5,
       next_try_at = clock_timestamp() + $6::float8 * interval '1 millisecond',
       may_have_sent_at = CASE WHEN $7 THEN NULL ELSE may_have_sent_at END,
       may_have_sent_clock = CASE WHEN $7 THEN NULL ELSE may_have_sent_clock END,
       unclear_since = CASE $8 WHEN 'yes' THEN coalesce(unclear_since, clock_timestamp())
       WHEN 'as before' THEN unclear_since END, updated_at = now()
     WHERE ${held} RETURNING 1`,
    [
      send.accountId,
      send.token,
      outcome.state,
      outcome.fault && JSON.stringify(outcome.fault),
      JSON.stringify(outcome.candidates ?? []),
      outcome.waitMs,
      outcome.intentCleared,
      outcome.unclear,
    ],
  );
  if (recorded.length === 0) return false;
  if (outcome.state === 'rejected' || outcome.state === 'needs-decision')
    await auditStop(tx, send.accountId, 'settling', outcome.state);
  return true;
}

/** What prevents a send from being settled at all, apart from Connect's answers. It is not progress. */
export async function noteInternalFault(
  database: Database,
  accountId: string,
  message: string,
): Promise<void> {
  await database.query(
    `UPDATE connect_send x SET last_fault = jsonb_build_object('kind', 'internal', 'message', $2::text)
     WHERE account_id = $1 AND state = ANY ($3)`,
    [accountId, message, goingOnSendStates],
  );
}
