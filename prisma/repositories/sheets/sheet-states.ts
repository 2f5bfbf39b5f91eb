import { type Expected, sheetChecks } from '../../../domain/sheets/sheet-checks';
import { type Leftovers, leftoversOf } from '../../../domain/sheets/leftovers';
import type { ImportTotals } from '../../../domain/imports/totals';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';
import { expectedOf, type ExpectedRecord, expectedSql } from './expected';
import { lockSheet, recordEdit, requireSeen, type SheetHead } from './sheets';

/** The totals that the file's footer and the uploader expect, and the months in which its calls should be. */
export async function expectations(tx: Transaction, importId: string): Promise<Expected> {
  const [found] = await tx.query<ExpectedRecord>(
    `SELECT ${expectedSql} FROM charge_import i JOIN location l ON l.id = i.location_id WHERE i.id = $1`,
    [importId],
  );
  return expectedOf(found as ExpectedRecord);
}

/** Null before matching. */
export async function leftoversOfImport(tx: Transaction, importId: string): Promise<Leftovers | null> {
  const [found] = await tx.query<{ totals: ImportTotals | null }>(
    'SELECT totals FROM charge_import WHERE id = $1',
    [importId],
  );
  return found?.totals ? leftoversOf(found.totals) : null;
}

/** Held rows that nobody has resolved yet. */
export async function unresolvedDuplicates(tx: Transaction, importId: string): Promise<number> {
  const [held] = await tx.query<{ rows: number }>(
    `SELECT count(*)::int AS rows FROM import_row WHERE import_id = $1 AND status = 'duplicate'
       AND (resolution IS NULL OR resolution NOT IN ('discarded', 'awaiting'))`,
    [importId],
  );
  return held?.rows ?? 0;
}

/**
 * Whether the sheet is this person's own work: uploaded, completed or edited by them, or affected by their later
 * changes to what rows are matched by.
 */
export async function isOwnWork(tx: Transaction, sheet: SheetHead, personId: string): Promise<boolean> {
  const [found] = await tx.query<{ own: boolean }>(
    'SELECT worked_on_sheet(s, $2) AS own FROM batch_sheet s WHERE s.id = $1',
    [sheet.id, personId],
  );
  return found?.own ?? true;
}

interface Completion {
  personId: string;
  digest: string;
  acknowledged: unknown;
}

export async function completeSheet(
  tx: Transaction,
  sheet: SheetHead,
  completion: Completion,
): Promise<void> {
  await tx.query(
    `UPDATE batch_sheet SET state = 'completed', completed_by = $2, completed_at = now(), digest = $3, acknowledged = $4
     WHERE id = $1`,
    [sheet.id, completion.personId, completion.digest, JSON.stringify(completion.acknowledged)],
  );
  await tx.query(`UPDATE charge_import SET status = 'completed', new_matches = false WHERE id = $1`, [
    sheet.importId,
  ]);
}

/**
 * @throws a constraint's error if four eyes, revision or digest do not hold: the trigger on `approval` is the last
 * guard.
 */
export async function approveSheet(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  await tx.query('INSERT INTO approval (sheet_id, revision, person_id, digest) VALUES ($1, $2, $3, $4)', [
    sheet.id,
    sheet.revision,
    personId,
    sheet.digest,
  ]);
  await tx.query(`UPDATE batch_sheet SET state = 'approved' WHERE id = $1`, [sheet.id]);
  await tx.query(`UPDATE charge_import SET status = 'approved' WHERE id = $1`, [sheet.importId]);
}

/**
 * Removes the ticks and begins a new revision, under the current rules. Edits stay in it, and their authors stay its
 * editors.
 */
export async function backToDraft(tx: Transaction, sheet: SheetHead): Promise<void> {
  await tx.query(
    `UPDATE batch_sheet SET state = 'draft', revision = revision + 1, completed_by = NULL, completed_at = NULL,
       digest = NULL,
       acknowledged = NULL, markup_rule = DEFAULT WHERE id = $1`,
    [sheet.id],
  );
  await tx.query(`UPDATE charge_import SET status = 'in-review', new_matches = false WHERE id = $1`, [
    sheet.importId,
  ]);
}

export async function cancelSheet(tx: Transaction, sheet: SheetHead): Promise<void> {
  await tx.query(`UPDATE batch_sheet SET state = 'cancelled' WHERE id = $1`, [sheet.id]);
  await tx.query(`UPDATE charge_import SET status = 'cancelled' WHERE id = $1`, [sheet.importId]);
}

interface Explanation {
  sheetId: string;
  /** Name of the check that failed. */
  mismatch: string;
  text: string;
  personId: string;
  seenVersion: number | null;
}

/**
 * Records why a check failed; whoever explains has edited the sheet.
 * @throws Refusal invalid-request if the sheet has no such check, or it passes.
 */
export async function explainMismatch(
  tx: Transaction,
  { sheetId, mismatch, text, personId, seenVersion }: Explanation,
): Promise<void> {
  const sheet = await lockSheet(tx, sheetId);
  requireSeen(sheet, seenVersion);
  if (sheet.state !== 'draft')
    throw new Refusal('wrong-state', `The batch sheet is ${sheet.state}: reopen it first.`);
  await requireMismatch(tx, sheet.importId, mismatch);
  await tx.query(
    'UPDATE batch_sheet SET explanations = explanations || jsonb_build_object($2::text, $3::text) WHERE id = $1',
    [sheetId, mismatch, text],
  );
  await recordEdit(tx, sheetId, sheet.revision, personId);
  await recordAudit(tx, {
    personId,
    action: 'sheet.explained',
    subject: `sheet:${sheetId}`,
    detail: { mismatch },
  });
}

async function requireMismatch(tx: Transaction, importId: string, mismatch: string): Promise<void> {
  const [found] = await tx.query<{ totals: ImportTotals }>('SELECT totals FROM charge_import WHERE id = $1', [
    importId,
  ]);
  const checks = found ? sheetChecks(found.totals, await expectations(tx, importId)) : [];
  const wrong = checks.filter(({ ok }) => !ok).map(({ check }) => check);
  if (wrong.some((check) => check === mismatch)) return;
  const wayOut =
    wrong.length > 0
      ? `Checks that failed: ${wrong.join(', ')}.`
      : 'No check has failed, so there is nothing to explain.';
  const what = checks.some(({ check }) => check === mismatch)
    ? `The check "${mismatch}" agrees.`
    : `The batch sheet has no check "${mismatch}".`;
  throw new Refusal('invalid-request', `${what} ${wayOut}`, {
    errors: [{ pointer: '/mismatch', detail: wayOut }],
  });
}
