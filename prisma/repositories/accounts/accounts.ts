import { auditedChange, type Kept } from '../../../domain/people/audited-change';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';
import { versionDiffers } from '../version-differs';
import { constraintOf } from '../../client/constraint';
import { lockMatching, recordMatchingEdit, rematchOpenImports } from '../imports/matching/matching-edits';
import type { Locations } from '../../client/page-sql';
import { lockSend } from '../sends/sends';

export interface NewAccount {
  accountsId: string;
  name: string;
  type: string;
  locationId: string;
  /** Local dates at the Location, yyyy-mm-dd, inclusive. */
  tenancyFrom: string | null;
  tenancyTo: string | null;
  contacts: unknown[];
}

export type AccountEdit = Partial<Omit<NewAccount, 'locationId'>>;

/** Names and contacts are personal data. */
const kept = {
  accountsId: 'value',
  name: 'field only',
  type: 'value',
  locationId: 'value',
  tenancyFrom: 'value',
  tenancyTo: 'value',
  contacts: 'field only',
} satisfies Record<keyof NewAccount, Kept>;

/** @param other The Accounts ID in use; null if it may not be named. */
const taken = (accountsId: string, other: string | null) =>
  new Refusal(
    'accounts-id-taken',
    other === accountsId
      ? `The Accounts ID ${accountsId} is in use.`
      : `The Accounts ID ${accountsId} looks like ${other === null ? 'one that' : `${other}, which`} is in use.`,
    {
      errors: [
        {
          pointer: '/accountsId',
          detail:
            'Use another one: an Accounts ID belongs to one account across all locations. Capitals, wide letters, ' +
            'repeated spaces and ' +
            'invisible characters make no difference.',
        },
      ],
    },
  );

/**
 * If the Account already has this Accounts ID, it is not checked for similarity.
 * @throws Refusal accounts-id-taken if it looks like another Account's; a trigger is the last guard. The refusal names
 * that Account to people who may read there.
 */
async function refuseLookAlike(
  tx: Transaction,
  { id, accountsId, readsAt }: { id: string | null; accountsId: string; readsAt: Locations },
): Promise<void> {
  const others = await tx.query<{ accountsId: string; locationId: string }>(
    `SELECT accounts_id AS "accountsId", location_id AS "locationId" FROM account
     WHERE accounts_id_key = fold_key($1) AND id IS DISTINCT FROM $2::uuid
       AND NOT EXISTS (SELECT FROM account WHERE id = $2 AND accounts_id = $1) ORDER BY accounts_id`,
    [accountsId, id],
  );
  if (others.length === 0) return;
  const mayBeNamed = others.find(
    (one) => one.accountsId === accountsId || readsAt === 'all' || readsAt.includes(one.locationId),
  );
  throw taken(accountsId, mayBeNamed?.accountsId ?? null);
}

const rethrowTaken = (error: unknown, accountsId: string): never => {
  const constraint = constraintOf(error);
  if (constraint === 'account_accounts_id_key') throw taken(accountsId, accountsId);
  if (constraint === 'account_looks_like_no_other') throw taken(accountsId, null);
  if (constraint !== 'account_tenancy_dates') throw error;
  throw new Refusal('invalid-request', 'A tenancy cannot end before it begins.', {
    errors: [{ pointer: '/tenancyTo', detail: 'Give a date that is not before tenancyFrom.' }],
  });
};

/** @param readsAt Where the person may read. */
export async function createAccount(
  tx: Transaction,
  account: NewAccount,
  personId: string,
  readsAt: Locations = [],
): Promise<string> {
  const { accountsId, name, type, locationId, tenancyFrom, tenancyTo, contacts } = account;
  await refuseLookAlike(tx, { id: null, accountsId, readsAt });
  const [made] = await tx
    .query<{ id: string }>(
      `INSERT INTO account (accounts_id, name, type, location_id, tenancy_from, tenancy_to, contacts)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [accountsId, name, type, locationId, tenancyFrom, tenancyTo, JSON.stringify(contacts)],
    )
    .catch((error: unknown) => rethrowTaken(error, accountsId));
  const id = made?.id as string;
  const { fields, ...change } = auditedChange<NewAccount>(kept, null, account);
  await recordAudit(tx, {
    personId,
    action: 'account.created',
    subject: `account:${id}`,
    detail: { fields },
    ...change,
  });
  return id;
}

const columns: Record<keyof AccountEdit, string> = {
  accountsId: 'accounts_id',
  name: 'name',
  type: 'type',
  tenancyFrom: 'tenancy_from',
  tenancyTo: 'tenancy_to',
  contacts: 'contacts',
};

interface Edit {
  id: string;
  locationId: string;
  edit: AccountEdit;
  /** The version that the editor has seen; null edits whatever is there. */
  version: number | null;
  personId: string;
  /** Where the person may read. */
  readsAt?: Locations;
}

export async function editAccount(
  tx: Transaction,
  { id, locationId, edit, version, personId, readsAt = [] }: Edit,
): Promise<void> {
  const fields = (Object.keys(edit) as (keyof AccountEdit)[]).filter((field) => edit[field] !== undefined);
  const set = fields.map((field, index) => `${columns[field]} = $${index + 3}`);
  const values = fields.map((field) => (field === 'contacts' ? JSON.stringify(edit.contacts) : edit[field]));
  // No call is charged before a tenancy begins or after it ends, so moving either changes what is matched.
  const moves = fields.includes('tenancyFrom') || fields.includes('tenancyTo');
  if (moves) await lockMatching(tx, locationId);
  // The send is renamed with it. Whoever holds the send may need the Account next, so both are locked before the name
  // is.
  if (fields.includes('accountsId')) await lockSend(tx, id);
  if (edit.accountsId !== undefined) await refuseLookAlike(tx, { id, accountsId: edit.accountsId, readsAt });
  const before = await accountAsItIs(tx, id);
  const [done] = await tx
    .query(
      `UPDATE account SET ${['version = version + 1', ...set].join(', ')}
       WHERE id = $1 AND ($2::int IS NULL OR version = $2) RETURNING id`,
      [id, version, ...values],
    )
    .catch((error: unknown) => rethrowTaken(error, edit.accountsId ?? ''));
  if (!done) throw versionDiffers('account');
  const { fields: changed, ...change } = auditedChange<NewAccount>(kept, before, edit);
  await recordAudit(tx, {
    personId,
    action: 'account.edited',
    subject: `account:${id}`,
    detail: { fields: changed },
    ...change,
  });
  if (!moves) return;
  await recordMatchingEdit(tx, { locationId, accountId: id, personId });
  await rematchOpenImports(tx, locationId, { accountId: id });
}

/** Locked until the transaction ends. */
async function accountAsItIs(tx: Transaction, id: string): Promise<Partial<NewAccount>> {
  const [found] = await tx.query<NewAccount>(
    `SELECT accounts_id AS "accountsId", name, type, tenancy_from::text AS "tenancyFrom",
       tenancy_to::text AS "tenancyTo", contacts
     FROM account WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return found ?? {};
}
