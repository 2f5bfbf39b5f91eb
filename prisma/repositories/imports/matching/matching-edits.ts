import { reviewedStatuses, unreviewedStatuses } from '../../../../domain/imports/import-states';
import type { Transaction } from '../../../client/database';
import { prepared } from '../../../client/prepared';
import { enqueue } from '../../work/outbox';

/** The mutex subject for changes to what rows are matched by at a Location. */
export const matchingAt = (locationId: string): string => `matching at ${locationId}`;

const matchingLock = prepared(
  `SELECT pg_advisory_xact_lock(hashtextextended('matching at ' || $1::text, 0))`,
);

/**
 * At a Location, uploads and changes of codes or tenancies are serialised: each change is either before an upload,
 * which then sees it, or after it, which makes it an edit of that upload's sheet. Locked before any row is changed.
 */
export async function lockMatching(tx: Transaction, locationId: string): Promise<void> {
  await tx.query(matchingLock, [locationId]);
}

/** A code that was added or ended; or an Account whose tenancy was moved. */
export type MatchingEdit = { locationId: string; personId: string | null } & (
  { codeKey: string } | { accountId: string }
);

const insertEdit = prepared(
  'INSERT INTO matching_edit (location_id, code_key, account_id, person_id) VALUES ($1, $2, $3, $4)',
);

/**
 * A person who changes what rows are matched by has edited the sheets of those rows, whoever triggers the rematch;
 * null: nobody did.
 */
export async function recordMatchingEdit(tx: Transaction, edit: MatchingEdit): Promise<void> {
  const codeKey = 'codeKey' in edit ? edit.codeKey : null;
  const accountId = 'accountId' in edit ? edit.accountId : null;
  await tx.query(insertEdit, [edit.locationId, codeKey, accountId, edit.personId]);
}

/** What has changed for the rows of other imports. */
export type MatchingChange =
  /** This code, or any code of the Account if none is named. */
  | { accountId: string; codeKey?: string }
  /** Calls that this import had claimed are free again. */
  | { freedBy: string };

/**
 * Imports whose rows the change can affect; always includes imports that have not been matched yet, since their
 * contents are not known.
 */
const touched = {
  codes: `EXISTS (SELECT FROM sheet_account x JOIN batch_sheet s ON s.id = x.sheet_id
    WHERE s.import_id = i.id AND x.account_id = $4)
    OR EXISTS (SELECT FROM import_row r WHERE r.import_id = i.id AND r.status <> 'matched' AND r.code_key IN (
      SELECT $5::text WHERE $5 IS NOT NULL UNION ALL SELECT c.code_key FROM account_code c
      WHERE c.account_id = $4 AND $5 IS NULL))`,
  calls: `i.id <> $4 AND EXISTS (SELECT FROM import_row r WHERE r.import_id = i.id AND r.status = 'duplicate'
    AND r.status <> 'matched')`,
};

const openImports = prepared(
  'SELECT FROM charge_import WHERE location_id = $1 AND status = ANY ($2) LIMIT 1',
);

/**
 * Notifies open imports at the Location with affected rows that codes have changed. Best called last in a transaction.
 */
export async function rematchOpenImports(
  tx: Transaction,
  locationId: string,
  change: MatchingChange,
): Promise<void> {
  const anyOpen = await tx.query(openImports, [locationId, [...unreviewedStatuses, ...reviewedStatuses]]);
  if (anyOpen.length === 0) return;
  const byCalls = 'freedBy' in change;
  const open = await tx.query<{ id: string }>(
    `SELECT id FROM charge_import i WHERE location_id = $1 AND (status = ANY ($2)
       OR (status = ANY ($3) AND (${byCalls ? touched.calls : touched.codes})))
     ORDER BY id`, // in which their entries are held, by all who ask
    [
      locationId,
      unreviewedStatuses,
      reviewedStatuses,
      ...(byCalls ? [change.freedBy] : [change.accountId, change.codeKey ?? null]),
    ],
  );
  for (const { id } of open) await enqueue(tx, { kind: 'rematch', payload: { importId: id } });
}
