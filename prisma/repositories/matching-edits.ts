import type { Transaction } from '../database';
import { enqueue } from './outbox';

/**
 * At a Location, uploads and changes of what rows are matched by come one after the other: each change is before an
 * upload, which then sees it, or after it, which makes it an edit of that upload's sheet. Taken before any row is changed.
 */
export async function lockMatching(tx: Transaction, locationId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('matching at ' || $1::text, 0))`, [
    locationId,
  ]);
}

/** A code that was given or ended; or an Account whose tenancy was moved. */
export type MatchingEdit = { locationId: string; personId: string | null } & (
  { codeKey: string } | { accountId: string }
);

/** Whoever changes what rows are matched by has edited the sheets of those rows, whoever has them matched again; null: nobody did. */
export async function recordMatchingEdit(tx: Transaction, edit: MatchingEdit): Promise<void> {
  const codeKey = 'codeKey' in edit ? edit.codeKey : null;
  const accountId = 'accountId' in edit ? edit.accountId : null;
  await tx.query(
    'INSERT INTO matching_edit (location_id, code_key, account_id, person_id) VALUES ($1, $2, $3, $4)',
    [edit.locationId, codeKey, accountId, edit.personId],
  );
}

/** Imports at the Location that are not yet posted are told that codes have changed. */
export async function rematchOpenImports(tx: Transaction, locationId: string): Promise<void> {
  const open = await tx.query<{ id: string }>(
    `SELECT id FROM charge_import WHERE location_id = $1 AND status IN ('received', 'reading', 'matching', 'in-review', 'completed')`,
    [locationId],
  );
  for (const { id } of open) await enqueue(tx, { kind: 'rematch', payload: { importId: id } });
}
