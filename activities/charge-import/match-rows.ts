import { lockImport, type ImportHead } from '../../prisma/repositories/imports';
import { matchAgain, numberTwins, wouldMatchAnew } from '../../prisma/repositories/matching';
import { recountAccounts } from '../../prisma/repositories/sheet-accounts';
import { lockSheetOf, openSheet, recordEdit } from '../../prisma/repositories/sheets';
import { recount } from '../../prisma/repositories/totals';
import type { Transaction } from '../../prisma/database';
import { noteNewMatches, warnOfOtherLocation } from '../../prisma/repositories/import-notes';
import type { ChargeImportInput, ImportProgress, RematchInput } from '../../workflows/charge-import/contract';
import { whileReporting } from '../progress';
import { raisingAlarm } from './conservation-alarm';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';

/** Matches all rows, finds duplicates and opens the batch sheet, in one transaction. */
export function matchRowsActivity({ database, progress }: ImportDependencies) {
  return async function matchRows({ importId }: ChargeImportInput): Promise<ImportProgress> {
    const match = async (tx: Transaction) => {
      const found = await lockImport(tx, importId);
      if (found.status !== 'matching') return;
      await numberTwins(tx, importId);
      await matchAgain(tx, found);
      const totals = await recount(tx, importId);
      await warnOfOtherLocation(tx, importId, totals.rows.file);
      await openSheet(tx, importId);
    };
    await raisingAlarm(() => whileReporting(progress, () => database.transaction(match)));
    return importProgress(database, importId);
  };
}

/** Codes have changed: a draft is matched again at once; a completed sheet only says that new matches are available. */
export function rematchRowsActivity({ database, progress }: ImportDependencies) {
  return async function rematchRows({
    importId,
    personId,
  }: ChargeImportInput & RematchInput): Promise<ImportProgress> {
    const rematch = async (tx: Transaction) => {
      const found = await lockImport(tx, importId);
      if (found.status === 'in-review') await rematchDraft(tx, found, personId);
      if (found.status === 'completed') await lookForNewMatches(tx, found, personId);
    };
    await raisingAlarm(() => whileReporting(progress, () => database.transaction(rematch)));
    return importProgress(database, importId);
  };
}

async function rematchDraft(tx: Transaction, found: ImportHead, personId: string | null): Promise<void> {
  if ((await matchAgain(tx, found)) === 0) return;
  const sheet = await lockSheetOf(tx, found.id);
  const totals = await recount(tx, found.id);
  await warnOfOtherLocation(tx, found.id, totals.rows.file);
  await recountAccounts(tx, sheet.id);
  if (personId) await recordEdit(tx, sheet.id, sheet.revision, personId);
}

/** The next revision, if there is one, will be matched by what this person did: they have edited it. */
async function lookForNewMatches(tx: Transaction, found: ImportHead, personId: string | null): Promise<void> {
  const available = await wouldMatchAnew(tx, found);
  await noteNewMatches(tx, found.id, available);
  const sheet = await lockSheetOf(tx, found.id);
  if (available && personId) await recordEdit(tx, sheet.id, sheet.revision + 1, personId);
}
