import { ImportGoneError } from '../../domain/imports/import-gone';
import type { ImportTotals } from '../../domain/imports/totals';
import { importFigures } from '../../prisma/repositories/imports/import-figures';
import type { ImportFigures, ImportProgress } from '../../workflows/charge-import/contract';
import { importLinks } from '../links';
import type { ImportDependencies } from './dependencies';

/** The state of an import as reported to the workflow: status, counts and totals. */
export async function importProgress(
  { database, apiUrl }: Pick<ImportDependencies, 'database' | 'apiUrl'>,
  importId: string,
): Promise<ImportProgress> {
  const found = await importFigures(database, importId);
  if (!found) throw new ImportGoneError(`import ${importId} is not in the database`);
  return {
    asOf: found.asOf,
    revision: found.revision,
    status: found.status,
    totalRows: found.totalRows,
    unmatchedRows: found.totals?.rows.unmatched ?? 0,
    figures: {
      currency: found.currency,
      ...rowsAndAmounts(found.totals),
      sheet: found.sheet,
      failure: found.failure,
      ...(found.approvers === null ? {} : { approvers: found.approvers }),
      ...importLinks(apiUrl, importId, found.sheet),
    },
  };
}

function rowsAndAmounts(totals: ImportTotals | null): Pick<ImportFigures, 'rows' | 'amounts'> {
  if (!totals) return { rows: {}, amounts: {} };
  const { rows, amount } = totals;
  return { rows, amounts: amount.sell ?? amount.buy ?? {} };
}
