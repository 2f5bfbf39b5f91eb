import type { AuditAction } from '../../../domain/people/audit-action';
import { auditedChange, type Kept } from '../../../domain/people/audited-change';
import type { Client, ClientEdit, NewClient } from '../../../domain/sends/client';
import { fold } from '../../../domain/text/fold';
import { type Drift, driftOf } from '../../../domain/sends/look-up';
import type { Database, Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';
import { codeAvailability, insertCode, type NewAccountCode } from '../accounts/account-codes';
import { recordAudit } from '../people/audit';
import { lockMatching, recordMatchingEdit } from '../imports/matching/matching-edits';
import type { ClaimedSend } from './send-lease';

export interface NewLink {
  client: Client;
  adopted: boolean;
  drift: Drift[];
}

export type LinkResult = 'linked' | 'lease-lost' | 'client-taken';

interface Marked {
  /** The client is linked to another Account. */
  isTaken: boolean;
  /** The send is marked as linked: the lease was still held, and the client not taken. */
  isLinked: boolean;
  requestedBy: string | null;
  locationId: string;
  /** The tenancy's start: yyyy-mm-dd, or open. */
  effectiveFrom: string | null;
}

const markLinked = prepared(
  `WITH taken AS (
     SELECT FROM connect_link WHERE client_id = $3 AND account_id <> $1
   ), linked AS (
     UPDATE connect_send SET state = 'linked', lease_until = NULL, last_fault = NULL, next_try_at = NULL,
       unclear_since = NULL, candidates = '[]', instruction = NULL, updated_at = now()
     WHERE account_id = $1 AND lease_token = $2 AND state = 'settling' AND NOT EXISTS (SELECT FROM taken)
     RETURNING requested_by
   )
   SELECT EXISTS (SELECT FROM taken) AS "isTaken", EXISTS (SELECT FROM linked) AS "isLinked",
     (SELECT requested_by FROM linked) AS "requestedBy",
     a.location_id AS "locationId", a.tenancy_from AS "effectiveFrom"
   FROM account a WHERE a.id = $1`,
);
const insertLink = prepared(
  `INSERT INTO connect_link (account_id, client_id, client, adopted, drift, account_code, code_conflict)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/**
 * Links the Account to its client, and adds the Billing Reference that Connect returned as its account code, in one
 * transaction. If somebody else holds that code, the link is kept and the conflict is stored with it.
 */
export async function recordLink(tx: Transaction, send: ClaimedSend, link: NewLink): Promise<LinkResult> {
  const { accountId, token } = send;
  const [marked] = await tx.query<Marked>(markLinked, [accountId, token, link.client.id]);
  if (marked?.isTaken) return 'client-taken';
  if (!marked?.isLinked) return 'lease-lost';
  const { requestedBy, locationId, effectiveFrom } = marked;
  const givers = [send.instruction?.personId ?? null, requestedBy];
  const wanted = {
    accountId,
    locationId,
    code: link.client.billingReference,
    effectiveFrom,
    effectiveTo: null,
  };
  const code = await giveCode(tx, wanted, givers);
  await tx.query(insertLink, [
    accountId,
    link.client.id,
    JSON.stringify(link.client),
    link.adopted,
    JSON.stringify(link.drift),
    code.given,
    code.conflict && JSON.stringify(code.conflict),
  ]);
  await recordAudit(tx, {
    personId: requestedBy,
    action: link.adopted ? 'send.adopted' : 'send.created',
    subject: `account:${accountId}`,
    detail: { clientId: link.client.id, attempt: send.attempt },
    before: { state: 'settling' },
    after: { state: 'linked' },
  });
  return 'linked';
}

/**
 * The account code for call charges, from the tenancy's start (or open).
 * @param givers Who pressed the button, and who decided which client it is: both have edited what rows are matched by.
 */
async function giveCode(tx: Transaction, wanted: NewAccountCode, givers: (string | null)[]) {
  const { locationId, code } = wanted;
  if (fold(code) === '') return { given: null, conflict: null };
  await lockMatching(tx, locationId);
  const { holder, free } = await codeAvailability(tx, wanted);
  if (holder) return { given: null, conflict: holder };
  const [giver = null, ...others] = [...new Set(givers.filter((person) => person !== null))];
  // The code may have been added by hand for part of the time.
  for (const dates of free) await insertCode(tx, { ...wanted, ...dates }, giver);
  for (const personId of others) await recordMatchingEdit(tx, { locationId, codeKey: fold(code), personId });
  return { given: code, conflict: null };
}

type EditableTerms = Required<ClientEdit>;

const kept = {
  name: 'field only',
  type: 'value',
  startDate: 'value',
  endDate: 'value',
  billingReference: 'value',
} satisfies Record<keyof EditableTerms, Kept>;

/** Stores Connect's answer to an edit or a conversion. */
export async function refreshLink(
  tx: Transaction,
  accountId: string,
  client: Client,
  personId: string,
  action: AuditAction,
) {
  const [send] = await tx.query<{ payload: NewClient }>(
    'SELECT payload FROM connect_send WHERE account_id = $1',
    [accountId],
  );
  const drift = send ? driftOf(send.payload, client) : [];
  const [link] = await tx.query<{ client: Client }>(
    'SELECT client FROM connect_link WHERE account_id = $1 FOR NO KEY UPDATE',
    [accountId],
  );
  await tx.query(
    'UPDATE connect_link SET client = $2, drift = $3, version = version + 1 WHERE account_id = $1',
    [accountId, JSON.stringify(client), JSON.stringify(drift)],
  );
  // An edited reference is a further one under which the client can be found.
  await tx.query(
    'INSERT INTO connect_send_reference (account_id, billing_reference) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [accountId, client.billingReference],
  );
  const { fields, ...change } = auditedChange<EditableTerms>(kept, link?.client ?? null, client);
  await recordAudit(tx, { personId, action, subject: `account:${accountId}`, detail: { fields }, ...change });
}

/**
 * Ids of those clients that belong, or may belong, to another Account of ours: linked to it, or under a reference that
 * was sent for it. References are compared exactly, though Connect may not do so.
 */
export async function clientsOfOthers(
  database: Database,
  accountId: string,
  clients: Client[],
): Promise<string[]> {
  const others = await database.query<{ id: string }>(
    `SELECT c.id FROM jsonb_to_recordset($2) AS c (id text, reference text)
     WHERE EXISTS (SELECT FROM connect_link l WHERE l.client_id = c.id AND l.account_id <> $1)
        OR EXISTS (SELECT FROM connect_send_reference r
          WHERE r.billing_reference = c.reference AND r.account_id <> $1)`,
    [
      accountId,
      JSON.stringify(clients.map(({ id, billingReference }) => ({ id, reference: billingReference }))),
    ],
  );
  return others.map(({ id }) => id);
}

/** Whether a client is linked to another Account. */
export async function isOthersClient(tx: Transaction, accountId: string, clientId: string): Promise<boolean> {
  const found = await tx.query('SELECT FROM connect_link WHERE client_id = $1 AND account_id <> $2', [
    clientId,
    accountId,
  ]);
  return found.length > 0;
}

/** Connect's id of the client that the Account is linked to, if any. */
export async function linkedClientId(database: Database, accountId: string): Promise<string | null> {
  const [link] = await database.query<{ clientId: string }>(
    'SELECT client_id AS "clientId" FROM connect_link WHERE account_id = $1',
    [accountId],
  );
  return link?.clientId ?? null;
}
