import { Refusal } from '../../domain/refusal';
import type { Transaction } from '../database';
import { recordAudit } from './audit';
import { constraintOf } from './constraint';
import { lockMatching, recordMatchingEdit, rematchOpenImports } from './matching-edits';
import { lockSend } from './sends';

export interface NewAccount {
  accountsId: string;
  name: string;
  type: string;
  locationId: string;
  /** Local dates at the Location, yyyy-mm-dd; both days belong to the tenancy. */
  tenancyFrom: string | null;
  tenancyTo: string | null;
  contacts: unknown[];
}

export type AccountEdit = Partial<Omit<NewAccount, 'locationId'>>;

const taken = (accountsId: string) =>
  new Refusal('accounts-id-taken', `The Accounts ID ${accountsId} is in use.`, {
    errors: [
      {
        pointer: '/accountsId',
        detail: 'Take another one: it belongs to one account, at whatever location.',
      },
    ],
  });

const rethrowTaken = (error: unknown, accountsId: string): never => {
  const constraint = constraintOf(error);
  if (constraint === 'account_accounts_id_key') throw taken(accountsId);
  if (constraint !== 'account_tenancy_dates') throw error;
  throw new Refusal('invalid-request', 'A tenancy cannot end before it begins.', {
    errors: [{ pointer: '/tenancyTo', detail: 'Give a date that is not before tenancyFrom.' }],
  });
};

export async function createAccount(tx: Transaction, account: NewAccount, personId: string): Promise<string> {
  const { accountsId, name, type, locationId, tenancyFrom, tenancyTo, contacts } = account;
  const [made] = await tx
    .query<{ id: string }>(
      `INSERT INTO account (accounts_id, name, type, location_id, tenancy_from, tenancy_to, contacts)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [accountsId, name, type, locationId, tenancyFrom, tenancyTo, JSON.stringify(contacts)],
    )
    .catch((error: unknown) => rethrowTaken(error, accountsId));
  const id = made?.id as string;
  await recordAudit(tx, { personId, action: 'account.created', subject: `account:${id}` });
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

/** @param version the one that the editor has seen; null edits whatever is there. */
export async function editAccount(
  tx: Transaction,
  {
    id,
    locationId,
    edit,
    version,
    personId,
  }: { id: string; locationId: string; edit: AccountEdit; version: number | null; personId: string },
): Promise<void> {
  const fields = (Object.keys(edit) as (keyof AccountEdit)[]).filter((field) => edit[field] !== undefined);
  const set = fields.map((field, index) => `${columns[field]} = $${index + 3}`);
  const values = fields.map((field) => (field === 'contacts' ? JSON.stringify(edit.contacts) : edit[field]));
  // No call is charged before a tenancy has begun, or after it has ended: who moves it changes what is matched.
  const moves = fields.includes('tenancyFrom') || fields.includes('tenancyTo');
  if (moves) await lockMatching(tx, locationId);
  // Its send is renamed with it. Whoever holds the send may come to the Account next: so both are held before the name is.
  if (fields.includes('accountsId')) await lockSend(tx, id);
  const [done] = await tx
    .query(
      `UPDATE account SET ${['version = version + 1', ...set].join(', ')}
       WHERE id = $1 AND ($2::int IS NULL OR version = $2) RETURNING id`,
      [id, version, ...values],
    )
    .catch((error: unknown) => rethrowTaken(error, edit.accountsId ?? ''));
  if (!done)
    throw new Refusal('version-differs', 'Somebody has edited the account since you read it: read it again.');
  await recordAudit(tx, { personId, action: 'account.edited', subject: `account:${id}`, detail: { fields } });
  if (!moves) return;
  await recordMatchingEdit(tx, { locationId, accountId: id, personId });
  await rematchOpenImports(tx, locationId, { accountId: id });
}
