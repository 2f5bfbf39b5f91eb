import type { SendDecisionKind } from '../../../domain/people/decision';
import { clientTerms } from '../../../domain/sends/client-terms';
import type { NewClient } from '../../../domain/sends/client';
import { isSendable, type SendState } from '../../../domain/sends/send-states';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';
import { recordAudit } from '../people/audit';
import { enqueue } from '../work/outbox';

interface AccountToSend {
  accountsId: string;
  name: string;
  type: string;
  timeZone: string;
  connectSiteId: string | null;
  now: Date;
}

const accountLock = prepared('SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE');

/**
 * Taken before the lock on the send wherever both are needed. A weak one, so that recording a link, which holds the
 * send and then references the account, never waits for it.
 */
async function lockAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.query(accountLock, [accountId]);
}

const accountToSend = prepared(
  `SELECT a.accounts_id AS "accountsId", a.name, a.type, l.time_zone AS "timeZone",
     l.connect_site_id AS "connectSiteId", clock_timestamp() AS now
   FROM account a JOIN location l ON l.id = a.location_id WHERE a.id = $1 FOR NO KEY UPDATE OF a`,
);

/** Locks the Account, as `lockAccount` does, and reads what will be sent of it. */
async function lockAccountToSend(tx: Transaction, accountId: string): Promise<AccountToSend> {
  const [account] = await tx.query<AccountToSend>(accountToSend, [accountId]);
  if (!account) throw new Refusal('not-found', 'No such account, or you may not see it.');
  return account;
}

/** What will be sent: the Account as it is now, and the moment at which the button was pressed. */
function termsOf(account: AccountToSend, pressedAt: Date): NewClient {
  const { timeZone, connectSiteId } = account;
  if (connectSiteId === null)
    throw new Refusal(
      'location-without-site',
      'The location has no Connect site: set its connectSiteId first.',
      {
        errors: [
          { pointer: '/locationId', detail: 'Choose a location with a Connect site, or do not send yet.' },
        ],
      },
    );
  return clientTerms({ account, location: { timeZone, connectSiteId }, pressedAt });
}

const stateLock = prepared('SELECT state FROM connect_send WHERE account_id = $1 FOR UPDATE');
const insertSend = prepared(
  `WITH reference AS (
     INSERT INTO connect_send_reference (account_id, billing_reference) VALUES ($1, $5) ON CONFLICT DO NOTHING
   )
   INSERT INTO connect_send (account_id, state, payload, requested_at, requested_by)
   VALUES ($1, 'requested', $2, $3, $4)
   ON CONFLICT (account_id) DO UPDATE SET state = 'requested', generation = connect_send.generation + 1,
     payload = $2, requested_at = $3, requested_by = $4, attempt = 0, last_fault = NULL, unclear_since = NULL,
     next_try_at = NULL, candidates = '[]', updated_at = now(),
     instruction = CASE WHEN jsonb_array_length(connect_send.instruction -> 'knownToBeOthers') > 0
       THEN connect_send.instruction || '{"decision": "create", "clientId": null}' END`,
);

export interface Requested {
  /** Afterwards. */
  state: SendState;
  /** Whether a send begins with it: no try has been made since. */
  begins: boolean;
}

/**
 * Requests that an Account be sent. Repeating it while the send is in progress or linked changes nothing; after a
 * rejection or a give-up it begins a new generation with the current Account. Clients that a person has declared to be
 * somebody else stay excluded.
 */
export async function requestSend(
  tx: Transaction,
  accountId: string,
  personId: string | null,
): Promise<Requested> {
  const account = await lockAccountToSend(tx, accountId);
  const [send] = await tx.query<{ state: SendState }>(stateLock, [accountId]);
  if (send?.state === 'linked') return { state: send.state, begins: false };
  const begins = !send || isSendable(send.state);
  if (begins) {
    const payload = termsOf(account, account.now);
    const values = [JSON.stringify(payload), payload.startDate, personId, payload.billingReference];
    await tx.query(insertSend, [accountId, ...values]);
    await recordAudit(tx, {
      personId,
      action: 'send.requested',
      subject: `account:${accountId}`,
      before: { state: send?.state ?? 'not-sent' },
      after: { state: 'requested' },
    });
  }
  await enqueue(tx, { kind: 'start-send', payload: { accountId } });
  return { state: begins ? 'requested' : send.state, begins };
}

export interface LockedSend {
  state: string;
  locationId: string;
  candidates: { id: string; siteId: string }[];
  /** Clients that a person has declared to be somebody else. */
  knownToBeOthers: string[];
}

export async function lockSend(tx: Transaction, accountId: string): Promise<LockedSend | null> {
  await lockAccount(tx, accountId);
  const [send] = await tx.query<LockedSend>(
    `SELECT s.state, a.location_id AS "locationId",
       (SELECT coalesce(json_agg(json_build_object('id', c ->> 'id', 'siteId', c ->> 'siteId')), '[]')
        FROM jsonb_array_elements(s.candidates) c) AS candidates,
       coalesce(s.instruction -> 'knownToBeOthers', '[]') AS "knownToBeOthers"
     FROM connect_send s JOIN account a ON a.id = s.account_id WHERE s.account_id = $1 FOR UPDATE OF s`,
    [accountId],
  );
  return send ?? null;
}

/** The terms of a new client for an Account that was sent before. */
async function termsAnew(tx: Transaction, accountId: string, pressedAt: Date | null): Promise<NewClient> {
  const account = await lockAccountToSend(tx, accountId);
  const payload = termsOf(account, pressedAt ?? account.now);
  await tx.query(
    'INSERT INTO connect_send_reference (account_id, billing_reference) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [accountId, payload.billingReference],
  );
  return payload;
}

export interface Instruction {
  /** Who decided. */
  personId: string;
  decision: SendDecisionKind;
  clientId: string | null;
  knownToBeOthers: string[];
}

/**
 * Carries out a person's decision: link one of the candidates, create a new client (a new generation, hence a new key),
 * or give up.
 * @returns the state afterwards.
 */
export async function instructSend(
  tx: Transaction,
  accountId: string,
  instruction: Instruction,
): Promise<string> {
  if (instruction.decision === 'give-up') {
    await tx.query(`UPDATE connect_send SET state = 'given-up', updated_at = now() WHERE account_id = $1`, [
      accountId,
    ]);
    return 'given-up';
  }
  const create = instruction.decision === 'create';
  const [pressed] = await tx.query<{ at: Date }>(
    'SELECT requested_at AS at FROM connect_send WHERE account_id = $1',
    [accountId],
  );
  const payload = create ? await termsAnew(tx, accountId, pressed?.at ?? null) : null;
  await tx.query(
    `UPDATE connect_send SET state = 'requested', instruction = $2, candidates = '[]', unclear_since = NULL,
       next_try_at = NULL,
       generation = generation + $3::int, payload = coalesce($4, payload), updated_at = now()
     WHERE account_id = $1`,
    [accountId, JSON.stringify(instruction), create ? 1 : 0, payload && JSON.stringify(payload)],
  );
  return 'requested';
}
