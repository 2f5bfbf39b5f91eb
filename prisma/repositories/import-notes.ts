import type { Transaction } from '../database';

/** When most codes belong elsewhere, the file was probably sent to the wrong Location: say so. */
export async function warnOfOtherLocation(
  tx: Transaction,
  importId: string,
  fileRows: number,
): Promise<void> {
  const [most] = await tx.query<{ rows: number; location: string }>(
    `SELECT count(*)::int AS rows, detail AS location FROM import_row
     WHERE import_id = $1 AND status = 'unmatched' AND reason = 'code of another location' GROUP BY detail ORDER BY 1 DESC LIMIT 1`,
    [importId],
  );
  const warnings =
    most && most.rows * 2 > fileRows
      ? [`${most.rows} of ${fileRows} rows carry codes of ${most.location}`]
      : [];
  await tx.query('UPDATE charge_import SET warnings = $2 WHERE id = $1', [
    importId,
    JSON.stringify(warnings),
  ]);
}

/** A completed sheet stays as it is; this says that reopening it would match more. */
export async function noteNewMatches(tx: Transaction, importId: string, available: boolean): Promise<void> {
  await tx.query('UPDATE charge_import SET new_matches = $2 WHERE id = $1', [importId, available]);
}
