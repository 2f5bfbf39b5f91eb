import type { Database, Transaction } from '../database';

/** When most codes belong elsewhere, the file was probably sent to the wrong Location: say so. */
export async function warnOfOtherLocation(
  tx: Transaction,
  importId: string,
  fileRows: number,
): Promise<void> {
  const elsewhere = await tx.query<{ rows: number; location: string }>(
    `SELECT count(*)::int AS rows, detail AS location FROM import_row
     WHERE import_id = $1 AND status = 'unmatched' AND reason = 'code of another location' GROUP BY detail ORDER BY 1 DESC, 2`,
    [importId],
  );
  const foreign = elsewhere.reduce((sum, { rows }) => sum + rows, 0);
  const [most] = elsewhere;
  const warnings = [];
  if (most && most.rows * 2 > fileRows)
    warnings.push(`${most.rows} of ${fileRows} rows carry codes of ${most.location}`);
  else if (foreign * 2 > fileRows) {
    const named = elsewhere.slice(0, 5).map(({ rows, location }) => `${location} (${rows})`);
    const others = elsewhere.length > named.length ? ' and others' : '';
    warnings.push(
      `${foreign} of ${fileRows} rows carry codes of other locations: ${named.join(', ')}${others}`,
    );
  }
  await tx.query('UPDATE charge_import SET warnings = $2 WHERE id = $1', [
    importId,
    JSON.stringify(warnings),
  ]);
}

/** A completed sheet stays as it is; this says that reopening it would match more. */
export async function noteNewMatches(tx: Transaction, importId: string, available: boolean): Promise<void> {
  await tx.query('UPDATE charge_import SET new_matches = $2 WHERE id = $1', [importId, available]);
}

/** Why an import stands still until somebody has mended it; null once it goes on. */
export async function noteStop(database: Database, importId: string, stopped: string | null): Promise<void> {
  await database.query(
    'UPDATE charge_import SET stopped = $2 WHERE id = $1 AND stopped IS DISTINCT FROM $2',
    [importId, stopped],
  );
}
