import { Refusal } from '../../../domain/refusal';
import type { SheetState } from '../../../domain/sheets/sheet-states';
import type { Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';

export interface SheetHead {
  id: string;
  importId: string;
  locationId: string;
  number: string;
  state: SheetState;
  revision: number;
  version: number;
  completedBy: string | null;
  digest: string | null;
  explanations: Record<string, string>;
}

/** Creates the draft of an import that has been matched; once. Tax and markup are copied from the product. */
export async function openSheet(tx: Transaction, importId: string): Promise<SheetHead> {
  await tx.query(
    `INSERT INTO batch_sheet (import_id, number, title, tax_percent, markup_percent, markup_amount, can_be_zero)
     SELECT i.id, 'BS-' || to_char(now() AT TIME ZONE l.time_zone,
       'YYYY') || '-' || to_char(nextval('batch_sheet_number'), 'FM9999999990000'),
       t.name, p.tax_percent, p.markup_percent, p.markup_amount, p.can_be_zero
     FROM charge_import i JOIN location l ON l.id = i.location_id JOIN import_type t ON t.id = i.import_type_id
       JOIN product p ON p.id = i.product_id
     WHERE i.id = $1 AND NOT EXISTS (SELECT FROM batch_sheet s WHERE s.import_id = i.id)`,
    [importId],
  );
  const sheet = await lockSheetOf(tx, importId);
  await tx.query(`UPDATE charge_import SET status = 'in-review' WHERE id = $1`, [importId]);
  const after = { state: sheet.state, revision: sheet.revision };
  await recordAudit(tx, { personId: null, action: 'sheet.opened', subject: `sheet:${sheet.id}`, after });
  return sheet;
}

const head = `SELECT s.id, s.import_id AS "importId", i.location_id AS "locationId", s.number, s.state, s.revision,
  s.version,
    s.completed_by AS "completedBy", s.digest, s.explanations
  FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id`;

/**
 * Locks import and sheet, always in this order, so that two transitions never deadlock. Their keys are not locked: rows
 * that reference them may be inserted meanwhile.
 */
export async function findLockedSheet(tx: Transaction, importId: string): Promise<SheetHead | null> {
  await tx.query('SELECT FROM charge_import WHERE id = $1 FOR NO KEY UPDATE', [importId]);
  const [found] = await tx.query<SheetHead>(`${head} WHERE s.import_id = $1 FOR NO KEY UPDATE OF s`, [
    importId,
  ]);
  return found ?? null;
}

export async function lockSheetOf(tx: Transaction, importId: string): Promise<SheetHead> {
  const found = await findLockedSheet(tx, importId);
  if (!found) throw new Refusal('not-found', 'The import has no batch sheet yet.');
  return found;
}

export async function lockSheet(tx: Transaction, sheetId: string): Promise<SheetHead> {
  const [found] = await tx.query<{ importId: string }>(
    'SELECT import_id AS "importId" FROM batch_sheet WHERE id = $1',
    [sheetId],
  );
  if (!found) throw new Refusal('not-found', 'No such batch sheet, or you may not see it.');
  return lockSheetOf(tx, found.importId);
}

/** Whoever changes what a sheet will charge has edited the revision, and cannot approve it. */
export async function recordEdit(
  tx: Transaction,
  sheetId: string,
  revision: number,
  personId: string,
): Promise<void> {
  await tx.query(
    'INSERT INTO sheet_edit (sheet_id, revision, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [sheetId, revision, personId],
  );
}

/** @throws Refusal version-differs if the sheet is not the version that its editor saw. */
export function requireSeen(sheet: SheetHead, seenVersion: number | null): void {
  if (seenVersion !== null && seenVersion !== sheet.version)
    throw new Refusal('version-differs', 'The sheet has changed since you read it: review it again.');
}
