import Big from 'big.js';
import { sheetActions } from '../../../domain/sheets/sheet-actions';
import { sheetChecks } from '../../../domain/sheets/sheet-checks';
import { isApproved, isCompleted } from '../../../domain/sheets/sheet-states';
import { awaitingOf, type Leftovers, leftoversOf } from '../../../domain/sheets/leftovers';
import { minorDigits } from '../../../domain/money/currency';
import type { ListedSheet } from '../../../prisma/repositories/sheets/sheet-list';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import type { ApiDependencies } from '../../dependencies';
import { expectedOf } from '../../../prisma/repositories/sheets/expected';
import type { Caller } from '../../http/caller';
import { temporalLink } from '../../temporal-link';
import { warningsView } from '../imports/warnings-view';
import type { ListedSheetView } from './batch-sheet-schema';

export function batchSheetView(
  sheet: ListedSheet,
  caller: Caller,
  dependencies: ApiDependencies,
): ListedSheetView {
  const { totals } = sheet;
  const digits = minorDigits(sheet.location.currency);
  const payable = (sum: string) => new Big(sum).toFixed(digits);
  return {
    id: sheet.id,
    number: sheet.number,
    title: sheet.title,
    state: sheet.state,
    revision: sheet.revision,
    completed: isCompleted(sheet.state),
    approved: isApproved(sheet.state),
    importId: sheet.importId,
    location: sheet.location,
    batchDate: sheet.batchDate,
    referenceDate: sheet.referenceDate,
    referenceText: sheet.referenceText,
    rows: totals.rows,
    amount: totals.amount,
    basis: sheet.basis,
    markup: sheet.markup,
    adjustments: sheet.adjustments,
    rounding: sheet.rounding,
    net: payable(sheet.net),
    tax: payable(sheet.tax),
    gross: payable(sheet.gross),
    taxPercent: sheet.taxPercent,
    notBilled: leftoversOf(totals),
    awaitingCorrection: awaitingOf(totals),
    acknowledged: sheet.acknowledged as Leftovers | null,
    checks: sheetChecks(totals, expectedOf(sheet)),
    warnings: warningsView(sheet.warnings, caller),
    explanations: sheet.explanations,
    newMatches: sheet.newMatches,
    uploadedBy: sheet.uploader.id,
    uploader: sheet.uploader,
    completedBy: sheet.completedBy,
    completer: sheet.completer,
    completedAt: sheet.completedAt?.toISOString() ?? null,
    approvals: sheet.approvals,
    digest: sheet.digest,
    postedAt: sheet.postedAt,
    ...caller.ask((person) => sheetActions(sheet, person)),
    temporalUi: temporalLink(dependencies, chargeImportId(sheet.importId)),
  };
}
