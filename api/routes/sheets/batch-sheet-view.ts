import { isApproved, isCompleted } from '../../../domain/sheets/sheet-states';
import Big from 'big.js';
import { sheetChecks } from '../../../domain/sheets/sheet-checks';
import { awaitingOf, leftoversOf } from '../../../domain/sheets/leftovers';
import { minorDigits } from '../../../domain/money/currency';
import { mayAct, type Person } from '../../../domain/people/roles';
import type { ListedSheet } from '../../../prisma/repositories/sheets/sheet-list';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import type { ApiDependencies } from '../../dependencies';
import { expectedOf } from '../../../prisma/repositories/sheets/expected';
import { temporalLink } from '../../temporal-link';
import { warningsView } from '../imports/warnings-view';

/** What this person may do with the sheet now. */
function sheetActions(sheet: ListedSheet, person: Person): string[] {
  const ops = mayAct(person, 'edit-charges', sheet.location.id);
  const human = person.kind === 'human';
  if (sheet.state === 'draft') return ops ? [...(human ? ['complete'] : []), 'cancel-import'] : [];
  if (sheet.state !== 'completed') return sheet.state === 'posted' ? ['export'] : [];
  return [
    ...(mayAct(person, 'approve', sheet.location.id) && human && !sheet.own ? ['approve', 'reject'] : []),
    ...(ops ? ['reopen', 'cancel-import'] : []),
    ...(ops && sheet.completedBy === person.id ? ['withdraw'] : []),
  ];
}

export function batchSheetView(sheet: ListedSheet, person: Person, dependencies: ApiDependencies) {
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
    /** Unmatched and invalid rows and those that await a correction, and what they would have cost: acknowledged, never billed by this sheet. */
    notBilled: leftoversOf(totals),
    /** Of those, the ones that are kept aside until the sheet that has their call is corrected. */
    awaitingCorrection: awaitingOf(totals),
    acknowledged: sheet.acknowledged,
    checks: sheetChecks(totals, expectedOf(sheet)),
    warnings: warningsView(sheet.warnings, person),
    explanations: sheet.explanations,
    newMatches: sheet.newMatches,
    uploadedBy: sheet.uploadedBy,
    completedBy: sheet.completedBy,
    completedAt: sheet.completedAt,
    approvals: sheet.approvals,
    digest: sheet.digest,
    postedAt: sheet.postedAt,
    actions: sheetActions(sheet, person),
    temporalUi: temporalLink(dependencies, chargeImportId(sheet.importId)),
  };
}
