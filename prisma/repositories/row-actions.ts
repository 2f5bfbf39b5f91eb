import { Refusal } from '../../domain/refusal';
import type { Transaction } from '../database';
import { recordAudit } from './audit';
import { matchAgain } from './matching';
import { setWise } from './set-wise';
import { recountAccounts } from './sheet-accounts';
import { lockSheetOf, recordEdit, requireSeen } from './sheets';
import { recount } from './totals';

export const rowActions = ['assign', 'ignore', 'release', 'discard'] as const;

export interface RowActionRequest {
  importId: string;
  action: (typeof rowActions)[number];
  /** Row numbers; or all rows of a status, and a reason where one is given. */
  rows: number[] | null;
  filter: { status: string; reason?: string } | null;
  /** Who is charged, for `assign`. */
  accountId: string | null;
  because: string;
  personId: string;
  /** Of the sheet, as the person has seen it; null where they did not say. */
  seenVersion: number | null;
}

/** $1 import, $2 row numbers or null, $3 status, $4 reason, $5 person, $6 why; $7 on are the action's own. */
const chosen = `import_id = $1 AND ($2::int[] IS NULL OR row_number = ANY ($2)) AND ($3::text IS NULL OR status = $3)
  AND ($4::text IS NULL OR reason = $4)`;
const told = 'resolved_by = $5, resolved_because = $6';

const statements: Record<RowActionRequest['action'], string> = {
  assign: `UPDATE import_row SET status = 'matched', account_id = $7, reason = NULL, detail = NULL, resolution = 'assigned', ${told}
    WHERE ${chosen} AND status IN ('matched', 'unmatched')`,
  ignore: `UPDATE import_row SET status = 'ignored', account_id = NULL, reason = 'ignored by a person', resolution = 'ignored', ${told}
    WHERE ${chosen} AND status IN ('matched', 'unmatched', 'invalid')`,
  discard: `UPDATE import_row SET resolution = 'discarded', ${told} WHERE ${chosen} AND status = 'duplicate'`,
  // Ordinals begin after those that are claimed or in this file, so that a released call is a call of its own. Released
  // once and held anew, it can be released again; what was discarded, only by its row number.
  release: `UPDATE import_row r SET ordinal = taken.last + n.place, ${told},
      resolution = CASE WHEN r.resolution = 'assigned' THEN 'assigned' ELSE 'released' END
    FROM (SELECT row_number, fingerprint, row_number() OVER (PARTITION BY fingerprint ORDER BY row_number) AS place
          FROM import_row WHERE ${chosen} AND status = 'duplicate'
            AND (resolution IS DISTINCT FROM 'discarded' OR $2::int[] IS NOT NULL)) n
    JOIN (SELECT fingerprint, max(ordinal) AS last FROM (
            SELECT fingerprint, ordinal FROM import_row WHERE import_id = $1
            UNION ALL
            SELECT k.fingerprint, k.ordinal FROM call_claim k
            WHERE k.location_id = (SELECT location_id FROM charge_import WHERE id = $1)
              AND k.fingerprint IN (SELECT fingerprint FROM import_row WHERE import_id = $1 AND status = 'duplicate')
          ) calls GROUP BY fingerprint) taken USING (fingerprint)
    WHERE r.import_id = $1 AND r.row_number = n.row_number`,
};

/** Settles rows of a draft by hand; the raw line stays, with who did what and why. @returns how many rows it was. */
export async function actOnRows(tx: Transaction, request: RowActionRequest): Promise<number> {
  const { importId, action, rows, filter, accountId, because, personId } = request;
  const sheet = await lockSheetOf(tx, importId);
  requireSeen(sheet, request.seenVersion);
  if (sheet.state !== 'draft')
    throw new Refusal(
      'wrong-state',
      `The batch sheet is ${sheet.state}: reopen it before its rows are edited.`,
    );
  const values = [importId, rows, filter?.status ?? null, filter?.reason ?? null, personId, because];
  const done = await setWise(tx, () =>
    tx.client.query(statements[action], action === 'assign' ? [...values, accountId] : values),
  );
  const count = done.rowCount ?? 0;
  if (count === 0)
    throw new Refusal('invalid-request', `No row of that choice can be handled so (${action}).`, {
      errors: [{ pointer: rows ? '/rows' : '/filter', detail: 'Choose rows whose status fits the action.' }],
    });
  // A released call is matched as any other; the other actions say themselves what becomes of a row.
  if (action === 'release') await matchAgain(tx, { id: importId, locationId: sheet.locationId });
  await recount(tx, importId);
  await recountAccounts(tx, sheet.id);
  await recordEdit(tx, sheet.id, sheet.revision, personId);
  await recordAudit(tx, {
    personId,
    action: `rows.${action}`,
    subject: `import:${importId}`,
    detail: { rows: count, because },
  });
  return count;
}
