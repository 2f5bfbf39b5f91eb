import type { Client, NewClient } from '../../domain/client';
import type { Database, Transaction } from '../database';
import { recordAudit } from './audit';

/** What a person told the next try to do. */
export interface SendInstruction {
  /** Who decided. */
  personId: string;
  decision: 'link' | 'create';
  clientId: string | null;
  /** Clients that the person saw and said to be somebody else. */
  knownToBeOthers: string[];
}

export interface ClaimedSend {
  accountId: string;
  /** Fencing token: only the newest holder may write. */
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
  /** Somebody else is at it, or the time has not come. */
  | { got: 'wait'; state: string; waitMs: number; busy: boolean }
  /** Nothing to do until somebody presses or decides. */
  | { got: 'nothing'; state: string };

export interface LeaseTerms {
  leaseMs: number;
  /** Time-out of a create plus Connect's greatest search lag: only after it can a look-up be believed. */
  settlingDelayMs: number;
  /** How long nothing clear may be known before a person is asked. */
  patienceMs: number;
}

interface SendRow {
  state: string;
  generation: number;
  payload: NewClient;
  instruction: SendInstruction | null;
  ownIntent: boolean;
  leasedMs: number;
  settlingMs: number;
  dueMs: number;
  impatient: boolean;
}

/** Takes the lease on an Account's send, or says why not. All times by the database's clock. */
export function claimSend(database: Database, accountId: string, terms: LeaseTerms): Promise<Claim> {
  return database.transaction(async (tx) => {
    const [row] = await tx.query<SendRow>(
      `SELECT state, generation, payload, instruction, may_have_sent_at IS NOT NULL AS "ownIntent",
         coalesce(ceil(extract(epoch FROM lease_until - t.now) * 1000), 0)::float8 AS "leasedMs",
         coalesce(ceil(extract(epoch FROM may_have_sent_at - t.now) * 1000) + $2, 0)::float8 AS "settlingMs",
         coalesce(ceil(extract(epoch FROM next_try_at - t.now) * 1000), 0)::float8 AS "dueMs",
         coalesce(unclear_since + $3 * interval '1 millisecond' < t.now, false) AS impatient
       FROM connect_send, (SELECT clock_timestamp() AS now) t WHERE account_id = $1 FOR UPDATE OF connect_send`,
      [accountId, terms.settlingDelayMs, terms.patienceMs],
    );
    if (!row) return { got: 'nothing', state: 'not-sent' };
    if (['linked', 'rejected', 'given-up', 'needs-decision'].includes(row.state))
      return { got: 'nothing', state: row.state };
    if (row.state === 'settling' && row.leasedMs > 0)
      return { got: 'wait', state: row.state, waitMs: row.leasedMs, busy: true };
    if (row.impatient && row.state !== 'requested') return askAPerson(tx, accountId);
    const waitMs = Math.max(row.settlingMs, row.dueMs);
    if (waitMs > 0)
      return { got: 'wait', state: await standing(tx, accountId, row.state), waitMs, busy: false };
    return { got: 'lease', send: await takeLease(tx, accountId, row, terms.leaseMs) };
  });
}

/** A try that was killed after its create left its row `settling`: what it came to is unknown. */
async function standing(tx: Transaction, accountId: string, state: string): Promise<string> {
  if (state !== 'settling') return state;
  await tx.query(`UPDATE connect_send SET state = 'unknown', updated_at = now() WHERE account_id = $1`, [
    accountId,
  ]);
  return 'unknown';
}

/** From here on it waits for a person: that is written down. */
const auditStop = (tx: Transaction, accountId: string, state: string) =>
  recordAudit(tx, { personId: null, action: `send.${state}`, subject: `account:${accountId}` });

async function askAPerson(tx: Transaction, accountId: string): Promise<Claim> {
  await tx.query(
    `UPDATE connect_send SET state = 'needs-decision', updated_at = now() WHERE account_id = $1`,
    [accountId],
  );
  await auditStop(tx, accountId, 'needs-decision');
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
    ownIntent: row.ownIntent,
    instruction: row.instruction,
  };
}

const held = `account_id = $1 AND lease_token = $2 AND state = 'settling'`;

/** False when somebody else has taken over. */
export async function renewLease(database: Database, send: ClaimedSend, leaseMs: number): Promise<boolean> {
  const kept = await database.query(
    `UPDATE connect_send SET lease_until = clock_timestamp() + $3 * interval '1 millisecond' WHERE ${held} RETURNING 1`,
    [send.accountId, send.token, leaseMs],
  );
  return kept.length > 0;
}

/** Writes down, before a create leaves, that it may have left. False when the lease is lost: then nothing may be sent. */
export async function noteIntent(database: Database, send: ClaimedSend): Promise<boolean> {
  const noted = await database.query(
    `UPDATE connect_send SET may_have_sent_at = clock_timestamp(), updated_at = now()
     WHERE ${held} AND lease_until > clock_timestamp() RETURNING 1`,
    [send.accountId, send.token],
  );
  return noted.length > 0;
}

export interface SendOutcome {
  state: 'unknown' | 'waiting' | 'rejected' | 'needs-decision';
  fault: Record<string, unknown> | null;
  /** Milliseconds until the next try; null where none is due. */
  waitMs: number | null;
  candidates?: Client[];
  /** A definite answer came: nothing of this try is left in doubt. */
  intentCleared: boolean;
  /** Nothing clear is known: the time until a person is asked runs, from now or as it did before. */
  unclear: 'yes' | 'no' | 'as before';
}

/** Records what a try came to, unless somebody else has taken over. */
export async function recordOutcome(
  tx: Transaction,
  send: ClaimedSend,
  outcome: SendOutcome,
): Promise<boolean> {
  const recorded = await tx.query(
    `UPDATE connect_send SET state = $3, last_fault = $4, lease_until = NULL, candidates = $5,
       next_try_at = clock_timestamp() + $6::float8 * interval '1 millisecond',
       may_have_sent_at = CASE WHEN $7 THEN NULL ELSE may_have_sent_at END,
       unclear_since = CASE $8 WHEN 'yes' THEN coalesce(unclear_since, clock_timestamp()) WHEN 'as before' THEN unclear_since END, updated_at = now()
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
    await auditStop(tx, send.accountId, outcome.state);
  return true;
}
