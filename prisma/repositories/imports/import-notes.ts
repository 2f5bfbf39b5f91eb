import { expectedPeriod } from '../../../domain/imports/expected-period';
import { type RowsElsewhere, warningOfLocation } from '../../../domain/imports/location-warning';
import { type FileFacts, warningsOfFile } from '../../../domain/imports/warnings';
import type { Database, Transaction } from '../../client/database';

/** Records what a person should check as of now; what is known about the file as a whole stays as it was found. */
export async function noteWarnings(tx: Transaction, importId: string): Promise<void> {
  const [known] = await tx.query<{ facts: FileFacts | null; referenceDate: string; rows: number }>(
    `SELECT facts, reference_date::text AS "referenceDate", file_rows AS rows FROM charge_import WHERE id = $1`,
    [importId],
  );
  if (!known) throw new Error(`import ${importId} is gone`);
  const { facts, referenceDate, rows } = known;
  const elsewhere = await tx.query<RowsElsewhere>(
    `SELECT count(*)::int AS rows, detail AS location FROM import_row
     WHERE import_id = $1 AND status = 'unmatched' AND reason = 'code of another location' GROUP BY detail
     ORDER BY 1 DESC, 2`,
    [importId],
  );
  const warnings = [
    ...(facts ? warningsOfFile(facts, expectedPeriod(referenceDate), rows) : []),
    ...warningOfLocation(elsewhere, rows),
  ];
  await tx.query('UPDATE charge_import SET warnings = $2 WHERE id = $1', [
    importId,
    JSON.stringify(warnings),
  ]);
}

/** A completed sheet stays as it is; this records that reopening it would match more. */
export async function noteNewMatches(tx: Transaction, importId: string, available: boolean): Promise<void> {
  await tx.query('UPDATE charge_import SET new_matches = $2 WHERE id = $1', [importId, available]);
}

/** Why an import has stopped until somebody repairs the cause; null once it continues. */
export async function noteStop(database: Database, importId: string, stopped: string | null): Promise<void> {
  await database.query(
    'UPDATE charge_import SET stopped = $2 WHERE id = $1 AND stopped IS DISTINCT FROM $2',
    [importId, stopped],
  );
}
