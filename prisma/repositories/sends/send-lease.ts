import type { Client, NewClient } from '../../../domain/sends/client';
import { goesOn, goingOnSendStates, type SendState } from '../../../domain/sends/send-states';
import type { Database, Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';

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

export type Claim =
  | { got: 'lease'; send: ClaimedSend }
  /** The time has not come. */
  | { got: 'wait'; state: SendState; waitMs: number }
  /** Somebody else is at it. */
  | { got: 'busy'; waitMs: number }
  /** Nothing to do until somebody presses or decides. */
  | { got: 'nothing'; state: SendState | 'not-sent' };

export interface LeaseTerms {
  leaseMs: number;
  /** Timeout of a create plus Connect's maximum search lag: only after that can a look-up be trusted. */
  settlingDelayMs: number;
  /** How long the result may stay unclear before a person is asked. */
  patienceMs: number;
}

/**
 * Clocks of this process: the current time, in milliseconds since 1970; and for how long something has been known here.
 */
export interface Clocks {
  now: () => number;
  seenForMs: (what: string) => number;
}

interface SendRow {
  state: SendState;
  generation: number;
  payload: NewClient;
  instruction: SendInstruction | null;
  /** When a create may have been sent, as text; null if none has. */
  intent: string | null;
  lease: string;
  leasedMs: number;
  settlingMs: number;
  /** Milliseconds since 1970 at which a create may have been sent, by the clock of the worker that sent it. */
  sentClock: number | null;
  dueMs: number;
  impatient: boolean;
}

/**
 * Takes the lease on an Account's send, or says why not. Times are by the database's clock, which may jump: that a
 * create can be looked up must also be true by this worker's clock, or by a monotonic one; and a lease that is not
 * renewed expires by a monotonic clock.
 */
export function claimSend(
  database: Database,
  accountId: string,
  terms: LeaseTerms,
  clocks: Clocks,
): Promise<Claim> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<SendRow>(
      `SELECT state, generation, payload, instruction, may_have_sent_at::text AS intent,
         concat_ws('|', lease_token, lease_until) AS lease,
         coalesce(ceil(extract(epoch FROM lease_until - t.now) * 1000), 0)::float8 AS "leasedMs",
         coalesce(ceil(extract(epoch FROM may_have_sent_at - t.now) * 1000) + $2, 0)::float8 AS "settlingMs",
         (extract(epoch FROM may_have_sent_clock) * 1000)::float8 AS "sentClock",
         -- A clock that has gone back behind the last change knows nothing of when the next try was due.
         CASE WHEN t.now >= updated_at THEN coalesce(ceil(extract(epoch FROM next_try_at - t.now) * 1000), 0)
         ELSE 0 END::float8 AS "dueMs",
         coalesce(unclear_since + $3 * interval '1 millisecond' < t.now, false) AS impatient
       FROM connect_send, (SELECT clock_timestamp() AS now) t WHERE account_id = $1 FOR UPDATE OF connect_send`,
      [accountId, terms.settlingDelayMs, terms.patienceMs],
    );
    if (!row) return { got: 'nothing', state: 'not-sent' };
    if (!goesOn(row.state)) return { got: 'nothing', state: row.state };
    if (row.state === 'settling' && row.leasedMs > 0) {
      const unrenewedMs = clocks.seenForMs(`lease ${accountId} ${row.lease}`);
      if (unrenewedMs <= terms.leaseMs) return { got: 'busy', waitMs: Math.min(row.leasedMs, terms.leaseMs) };
    }
    if (row.impatient && row.state !== 'requested') return askAPerson(tx, accountId, row.state);
    const waitMs = Math.max(settlingLeftMs(row, accountId, terms, clocks), row.dueMs);
    if (waitMs > 0) return { got: 'wait', state: await standing(tx, accountId, row.state), waitMs };
    return { got: 'lease', send: await takeLease(tx, accountId, row, terms.leaseMs) };
  });
}

/**
 * Time until a look-up can be trusted. Both wall clocks must agree, or else the time since this process first saw the
 * intent counts.
 */
function settlingLeftMs(row: SendRow, accountId: string, terms: LeaseTerms, clocks: Clocks): number {
  if (row.intent === null) return 0;
  const { settlingDelayMs } = terms;
  const steadyMs = settlingDelayMs - clocks.seenForMs(`intent ${accountId} ${row.intent}`);
  const hereMs = row.sentClock === null ? 0 : row.sentClock + settlingDelayMs - clocks.now();
  return Math.min(steadyMs, Math.max(row.settlingMs, hereMs));
}

/** A try that was killed after its create left its row in `settling`: the result is unknown. */
async function standing(tx: Transaction, accountId: string, state: SendState): Promise<SendState> {
  if (state !== 'settling') return state;
  await tx.query(`UPDATE connect_send SET state = 'unknown', updated_at = now() WHERE account_id = $1`, [
    accountId,
  ]);
  return 'unknown';
}

/** From here on it waits for a person, which is recorded. */
const auditStop = (tx: Transaction, accountId: string, before: SendState, state: string) =>
  recordAudit(tx, {
    personId: null,
    action: `send.${state}`,
    subject: `account:${accountId}`,
    before: { state: before },
    after: { state },
  });

async function askAPerson(tx: Transaction, accountId: string, before: SendState): Promise<Claim> {
  await tx.query(
    `UPDATE connect_send SET state = 'needs-decision', updated_at = now() WHERE account_id = $1`,
    [accountId],
  );
  await auditStop(tx, accountId, before, 'needs-decision');
  return { got: 'nothing', state: 'needs-decision' };
}

async function takeLease(
  tx: Transaction,
  accountId: string,
  row: SendRow,
  leaseMs: number,
): Promise<ClaimedSend> {
  const [taken] = await tx.query<{ token: number; attempt: number }>(
    `UPDATE connect_send SET state = 'settling', lease_token = lease_token + 1, attempt = attempt + 1,
       lease_until = clock_timestamp() + $2 * interval '1 millisecond', next_try_at = NULL, updated_at = now()
     WHERE account_id = $1 RETURNING lease_token AS token, attempt`,
    [accountId, leaseMs],
  );
  const references = await tx.query<{ reference: string }>(
    'SELECT billing_reference AS reference FROM connect_send_reference WHERE account_id = $1 ORDER BY 1',
    [accountId],
  );
  return {
    accountId,
    token: taken?.token as number,
    attempt: taken?.attempt as number,
    generation: row.generation,
    payload: row.payload,
    references: references.map(({ reference }) => reference),
    ownIntent: row.intent !== null,
    instruction: row.instruction,
  };
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

/**
 * Records, before a create is sent, that it may have been sent. False if the lease is lost: then nothing may be sent.
 * @param clock The current time here, in milliseconds since 1970.
 */
export async function noteIntent(database: Database, send: ClaimedSend, clock: number): Promise<boolean> {
  const noted = await database.query(
    `UPDATE connect_send SET may_have_sent_at = clock_timestamp(),
       may_have_sent_clock = to_timestamp($3::float8 / 1000),
       updated_at = now() WHERE ${held} AND lease_until > clock_timestamp() RETURNING 1`,
    [send.accountId, send.token, clock],
  );
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
