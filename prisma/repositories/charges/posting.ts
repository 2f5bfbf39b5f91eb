import { ConservationBroken } from '../../../domain/imports/conservation';
import { isBeingPosted } from '../../../domain/sheets/sheet-states';
import { constraintOf } from '../../client/constraint';
import type { Database } from '../../client/database';
import { recordAudit } from '../people/audit';
import { isStillDigest } from '../sheets/digest';
import { lockSheetOf } from '../sheets/sheets';
import { checkConservation } from '../imports/totals';

export interface PostingJob {
  sheetId: string;
  importId: string;
  lastRow: number;
}

/**
 * Starts posting an approved sheet, or resumes it. Null if there is nothing to post.
 * @throws ConservationBroken if the rows are no longer the approved ones.
 */
export function beginPosting(database: Database, importId: string): Promise<PostingJob | null> {
  return database.transaction(async (tx) => {
    const sheet = await lockSheetOf(tx, importId);
    if (!isBeingPosted(sheet.state)) return null;
    const conserved = checkConservation(tx, importId);
    const isStill = await isStillDigest(tx, { sheetId: sheet.id, importId }, sheet.digest);
    await conserved();
    if (!isStill)
      throw new ConservationBroken(`${sheet.number} is no longer what was approved: its digest differs`);
    await tx.query(`UPDATE batch_sheet SET state = 'posting' WHERE id = $1`, [sheet.id]);
    await tx.query(`UPDATE charge_import SET status = 'posting' WHERE id = $1`, [importId]);
    const [rows] = await tx.query<{ last: number }>(
      'SELECT coalesce(max(row_number), 0) AS last FROM import_row WHERE import_id = $1',
      [importId],
    );
    return { sheetId: sheet.id, importId, lastRow: rows?.last ?? 0 };
  });
}

/** Records that the posting is making progress, for whoever looks for stalled work. */
export async function notePosting({ vital }: Database, { importId }: PostingJob): Promise<void> {
  await vital(`UPDATE charge_import SET progress_at = now() WHERE id = $1 AND status = 'posting'`, [
    importId,
  ]);
}

/**
 * Makes the whole sheet visible to billing at once, provided that its charges are what was approved.
 * @throws ConservationBroken if they are not.
 */
export function finishPosting(database: Database, job: PostingJob): Promise<void> {
  return database.transaction(async (tx) => {
    const sheet = await lockSheetOf(tx, job.importId);
    if (sheet.state !== 'posting') return;
    // Taken under a lock, and never earlier than the last one, even if the clock went back: sheets become visible in
    // the order of their times, so that a client that asks for charges after a time misses none.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('posted', 0))`);
    const posting = tx.query(
      `UPDATE batch_sheet SET state = 'posted', posted_at = greatest(clock_timestamp(),
         (SELECT max(posted_at) FROM batch_sheet WHERE state = 'posted') + interval '1 microsecond') WHERE id = $1`,
      [job.sheetId],
    );
    await posting.catch(throwIfNotAsApproved);
    await tx.query(`UPDATE charge_import SET status = 'posted' WHERE id = $1`, [job.importId]);
    await recordAudit(tx, {
      personId: null,
      action: 'sheet.posted',
      subject: `sheet:${job.sheetId}`,
      before: { state: sheet.state },
      after: { state: 'posted' },
    });
  });
}

function throwIfNotAsApproved(error: Error): never {
  throw constraintOf(error) === 'batch_sheet_posted_as_approved'
    ? new ConservationBroken(error.message)
    : error;
}
