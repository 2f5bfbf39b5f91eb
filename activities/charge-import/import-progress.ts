import type { Database } from '../../prisma/database';
import { importHead } from '../../prisma/repositories/imports';
import type { ImportProgress, ImportStatus } from '../../workflows/charge-import/contract';

/** Where an import stands, as the workflow is told. */
export async function importProgress(database: Database, importId: string): Promise<ImportProgress> {
  const found = await importHead(database, importId);
  if (!found) throw new Error(`import ${importId} is not in the database`);
  return {
    status: found.status as ImportStatus,
    totalRows: found.totalRows,
    unmatchedRows: found.unmatchedRows,
  };
}
