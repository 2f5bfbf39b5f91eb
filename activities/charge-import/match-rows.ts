import { isReviewed } from '../../domain/imports/import-states';
import { lockImport, type ImportHead } from '../../prisma/repositories/imports/imports';
import {
  beginMatching,
  finishMatching,
  haveCodesChanged,
  keepsMatches,
  matchAgain,
  wouldMatchAnew,
} from '../../prisma/repositories/imports/matching/matching';
import { lockSheetOf, openSheet } from '../../prisma/repositories/sheets/sheets';
import { priceTerms } from '../../prisma/repositories/charges/price-terms';
import { type StatusSums, sumMatched, sumOthers } from '../../prisma/repositories/imports/status-sums';
import { recount } from '../../prisma/repositories/imports/totals';
import type { Database, Transaction } from '../../prisma/client/database';
import { keepFileFacts, linesOfRows } from '../../prisma/repositories/imports/file-facts';
import { noteNewMatches, noteWarnings } from '../../prisma/repositories/imports/import-notes';
import type { ChargeImportInput, ImportProgress } from '../../workflows/charge-import/contract';
import type { ImportDependencies } from './dependencies';
import { importStep } from './import-step';

/** Matches all rows, finds duplicates and opens the batch sheet, in one transaction. */
export function matchRowsActivity(dependencies: ImportDependencies) {
  const { log } = dependencies;
  return async function matchRows({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const match = async (tx: Transaction) => {
      const found = await lockImport(tx, importId);
      if (found.status !== 'matching') return;
      log('matching begun', { importId });
      const left = await beginMatching(tx, found);
      const sheet = await openSheet(tx, importId);
      const sums = keepsMatches(left) ? await besideMatched(tx, importId) : undefined;
      const lines = tx.beside((reader) => linesOfRows(reader, importId));
      await finishMatching(tx, found, left);
      // Codes may have changed since, and unmatched rows may have been matched by them: they are in neither sum.
      const stillGood = sums && !(await haveCodesChanged(tx, importId));
      await recount(tx, { importId, sheetId: sheet.id }, stillGood ? await sums() : undefined);
      await keepFileFacts(tx, found, { repeats: left.repeats, ofRows: await lines() });
      await noteWarnings(tx, importId);
    };
    const run = (database: Database) => database.transaction(match);
    return importStep(dependencies, { importId, doing: 'Matching the rows', run });
  };
}

/**
 * Begins to add up the matched rows on a second connection, which sees them as reading has left them; the others are
 * added up once they have been matched. Each row is in one of the sums, provided that none of the others was.
 */
async function besideMatched(tx: Transaction, importId: string): Promise<() => Promise<StatusSums[]>> {
  const terms = await priceTerms(tx, importId);
  const matched = tx.beside((reader) => sumMatched(reader, importId, terms));
  return async () => [...(await matched()), ...(await sumOthers(tx, importId))];
}

/** Codes have changed: a draft is rematched at once; a completed sheet only reports that new matches are available. */
export function rematchRowsActivity(dependencies: ImportDependencies) {
  return async function rematchRows({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const rematch = async (tx: Transaction) => {
      const found = await lockImport(tx, importId);
      if (found.status === 'in-review') await rematchDraft(tx, found);
      if (found.status === 'completed') await noteNewMatches(tx, importId, await wouldMatchAnew(tx, found));
      return found.status;
    };
    // An import that is not in review had nothing to match; if it is stopped, another step reports why.
    // Waits for a matching that is running now: it may have read the codes before they were changed.
    const run = (database: Database) => database.transaction(rematch);
    return importStep(dependencies, { importId, doing: 'Matching the rows again', run, isDone: isReviewed });
  };
}

async function rematchDraft(tx: Transaction, found: ImportHead): Promise<void> {
  if ((await matchAgain(tx, found)) === 0) return;
  const sheet = await lockSheetOf(tx, found.id);
  await recount(tx, { importId: found.id, sheetId: sheet.id });
  await noteWarnings(tx, found.id);
}
