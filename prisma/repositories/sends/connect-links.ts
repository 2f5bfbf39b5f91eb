import { auditedChange, type Kept } from '../../../domain/people/audited-change';
import type { Client, ClientEdit, NewClient } from '../../../domain/sends/client';
import { fold } from '../../../domain/text/fold';
import { type Drift, driftOf } from '../../../domain/sends/look-up';
import type { Database, Transaction } from '../../client/database';
import { addAccountCode, type CodeHolder, datesWithoutCode, otherHolder } from '../accounts/account-codes';
import { recordAudit } from '../people/audit';
import { recordMatchingEdit } from '../imports/matching/matching-edits';
import type { ClaimedSend } from './send-lease';

export interface NewLink {
  client: Client;
  adopted: boolean;
  drift: Drift[];
}

export type LinkResult = 'linked' | 'lease-lost' | 'client-taken';

/**
 * Links the Account to its client, and adds the Billing Reference that Connect returned as its account code, in one
 * transaction. If somebody else holds that code, the link is kept and the conflict is stored with it.
 */
export async function recordLink(tx: Transaction, send: ClaimedSend, link: NewLink): Promise<LinkResult> {
  const { accountId, token } = send;
  if (await isOthersClient(tx, accountId, link.client.id)) return 'client-taken';
  const done = await tx.query<{ requestedBy: string | null }>(
    `UPDATE connect_send SET state = 'linked', lease_until = NULL, last_fault = NULL, next_try_at = NULL,
       unclear_since = NULL,
       candidates = '[]', instruction = NULL, updated_at = now()
     WHERE account_id = $1 AND lease_token = $2 AND state = 'settling' RETURNING requested_by AS "requestedBy"`,
    [accountId, token],
  );
  const [linked] = done;
  if (!linked) return 'lease-lost';
  const givers = [send.instruction?.personId ?? null, linked.requestedBy];
  const code = await giveCode(tx, accountId, link.client.billingReference, givers);
  await tx.query(
    `INSERT INTO connect_link (account_id, client_id, client, adopted, drift, account_code, code_conflict)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      accountId,
      link.client.id,
      JSON.stringify(link.client),
      link.adopted,
      JSON.stringify(link.drift),
      code.given,
      code.conflict && JSON.stringify(code.conflict),
    ],
  );
  await recordAudit(tx, {
    personId: linked.requestedBy,
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
async function giveCode(tx: Transaction, accountId: string, code: string, givers: (string | null)[]) {
  const [account] = await tx.query<{ locationId: string; effectiveFrom: string | null }>(
    'SELECT location_id AS "locationId", tenancy_from AS "effectiveFrom" FROM account WHERE id = $1',
    [accountId],
  );
  if (!account || fold(code) === '') return { given: null, conflict: null };
  const wanted = { ...account, accountId, code, effectiveTo: null };
  const holder: CodeHolder | null = await otherHolder(tx, wanted);
  if (holder) return { given: null, conflict: holder };
  const [giver = null, ...others] = [...new Set(givers.filter((person) => person !== null))];
  // The code may have been added by hand for part of the time.
  for (const dates of await datesWithoutCode(tx, wanted))
    await addAccountCode(tx, { ...wanted, ...dates }, giver);
  for (const personId of others)
    await recordMatchingEdit(tx, { locationId: account.locationId, codeKey: fold(code), personId });
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
  action: string,
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
