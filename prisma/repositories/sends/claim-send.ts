import { goesOn, type SendState } from '../../../domain/sends/send-states';
import type { Database, Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';
import { auditStop } from './audit-stop';
import type { ClaimedSend } from './send-lease';

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

const lockedRow = prepared(
  `SELECT state, may_have_sent_at::text AS intent,
     concat_ws('|', lease_token, lease_until) AS lease,
     coalesce(ceil(extract(epoch FROM lease_until - t.now) * 1000), 0)::float8 AS "leasedMs",
     coalesce(ceil(extract(epoch FROM may_have_sent_at - t.now) * 1000) + $2, 0)::float8 AS "settlingMs",
     (extract(epoch FROM may_have_sent_clock) * 1000)::float8 AS "sentClock",
     -- A clock that has gone back behind the last change knows nothing of when the next try was due.
     CASE WHEN t.now >= updated_at THEN coalesce(ceil(extract(epoch FROM next_try_at - t.now) * 1000), 0)
     ELSE 0 END::float8 AS "dueMs",
     coalesce(unclear_since + $3 * interval '1 millisecond' < t.now, false) AS impatient
   FROM connect_send, (SELECT clock_timestamp() AS now) t WHERE account_id = $1 FOR UPDATE OF connect_send`,
);

const taking = `state = 'settling', lease_token = lease_token + 1, attempt = attempt + 1,
  lease_until = clock_timestamp() + $2 * interval '1 millisecond', next_try_at = NULL, updated_at = now()`;
const claimed = `account_id AS "accountId", lease_token AS token, generation, attempt, payload, instruction,
  may_have_sent_at IS NOT NULL AS "ownIntent", ARRAY(SELECT r.billing_reference FROM connect_send_reference r
    WHERE r.account_id = connect_send.account_id ORDER BY 1) AS "references"`;

/** A send that was just requested, and of which no create may have been sent, has nothing to wait for. */
const leaseOfNew = prepared(
  `UPDATE connect_send SET ${taking}
   WHERE account_id = $1 AND state = 'requested' AND may_have_sent_at IS NULL AND next_try_at IS NULL
   RETURNING ${claimed}`,
);

/**
 * Takes the lease on an Account's send, or says why not. Times are by the database's clock, which may jump: that a
 * create can be looked up must also be true by this worker's clock, or by a monotonic one; and a lease that is not
 * renewed expires by a monotonic clock.
 */
export async function claimSend(
  database: Database,
  accountId: string,
  terms: LeaseTerms,
  clocks: Clocks,
): Promise<Claim> {
  const [send] = await database.query<ClaimedSend>(leaseOfNew, [accountId, terms.leaseMs]);
  if (send) return { got: 'lease', send };
  return database.transaction(async (tx) => {
    const [row] = await tx.query<SendRow>(lockedRow, [accountId, terms.settlingDelayMs, terms.patienceMs]);
    if (!row) return { got: 'nothing', state: 'not-sent' };
    if (!goesOn(row.state)) return { got: 'nothing', state: row.state };
    if (row.state === 'settling' && row.leasedMs > 0) {
      const unrenewedMs = clocks.seenForMs(`lease ${accountId} ${row.lease}`);
      if (unrenewedMs <= terms.leaseMs) return { got: 'busy', waitMs: Math.min(row.leasedMs, terms.leaseMs) };
    }
    if (row.impatient && row.state !== 'requested') return askAPerson(tx, accountId, row.state);
    const waitMs = Math.max(settlingLeftMs(row, accountId, terms, clocks), row.dueMs);
    if (waitMs > 0) return { got: 'wait', state: await standing(tx, accountId, row.state), waitMs };
    return { got: 'lease', send: await takeLease(tx, accountId, terms.leaseMs) };
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

async function askAPerson(tx: Transaction, accountId: string, before: SendState): Promise<Claim> {
  await tx.query(
    `UPDATE connect_send SET state = 'needs-decision', updated_at = now() WHERE account_id = $1`,
    [accountId],
  );
  await auditStop(tx, accountId, before, 'needs-decision');
  return { got: 'nothing', state: 'needs-decision' };
}

const lease = prepared(`UPDATE connect_send SET ${taking} WHERE account_id = $1 RETURNING ${claimed}`);

async function takeLease(tx: Transaction, accountId: string, leaseMs: number): Promise<ClaimedSend> {
  const [send] = await tx.query<ClaimedSend>(lease, [accountId, leaseMs]);
  if (!send) throw new Error('the send that was locked is gone');
  return send;
}
