import { whyNotWithImport } from '../../domain/imports/import-actions';
import { checkWords } from '../../domain/sheets/check-words';
import { sheetChecks } from '../../domain/sheets/sheet-checks';
import { ownWork, requireSheetState } from '../../domain/sheets/sheet-rules';
import { type Leftovers, leftoversOf } from '../../domain/sheets/leftovers';
import type { SheetDecision } from '../../domain/people/decision';
import { sameAmount } from '../../domain/money/money';
import { Refusal } from '../../domain/refusal';
import type { Transaction } from '../../prisma/client/database';
import {
  claimCalls,
  recordFreedCalls,
  releaseClaims,
} from '../../prisma/repositories/imports/matching/claims';
import { digestRows, sheetDigest } from '../../prisma/repositories/sheets/digest';
import { setImportStatus, type ImportHead } from '../../prisma/repositories/imports/imports';
import { matchAgain } from '../../prisma/repositories/imports/matching/matching';
import { rematchOpenImports } from '../../prisma/repositories/imports/matching/matching-edits';
import {
  approveSheet,
  backToDraft,
  cancelSheet,
  completeSheet,
  expectations,
  isOwnWork,
  unresolvedDuplicates,
} from '../../prisma/repositories/sheets/sheet-states';
import type { SheetHead } from '../../prisma/repositories/sheets/sheets';
import { sumRows } from '../../prisma/repositories/imports/status-sums';
import { recount } from '../../prisma/repositories/imports/totals';

interface Transition {
  found: ImportHead;
  /** Null while the import has no sheet. */
  sheet: SheetHead | null;
  decision: SheetDecision;
  personId: string;
}

/** Carries out a decision if the state allows it; who may decide has been checked before. */
export async function applyTransition(
  tx: Transaction,
  { found, sheet, decision, personId }: Transition,
): Promise<void> {
  if (decision.kind === 'cancel' && !sheet) return cancelImport(tx, found);
  const { kind } = decision;
  requireSheetState(kind, sheet?.state ?? null);
  if (!sheet) throw new Error(`a sheet to ${kind} was required`);
  switch (decision.kind) {
    case 'complete':
      return complete(tx, sheet, { personId, acknowledge: decision.acknowledge ?? null });
    case 'approve':
      return approve(tx, sheet, { personId, digest: decision.digest ?? null });
    case 'reject':
      return reject(tx, sheet, personId);
    case 'reopen':
    case 'withdraw':
      return giveBack(tx, sheet, personId);
    case 'cancel':
      return cancel(tx, sheet, personId);
    default:
      return decision satisfies never;
  }
}

async function complete(
  tx: Transaction,
  sheet: SheetHead,
  { personId, acknowledge }: { personId: string; acknowledge: Leftovers | null },
): Promise<void> {
  const duplicates = await unresolvedDuplicates(tx, sheet.importId);
  if (duplicates > 0)
    throw new Refusal(
      'duplicates-not-settled',
      `${rowsOf(duplicates)} ${duplicates === 1 ? 'is' : 'are'} held, because other sheets have the ` +
        'same calls: first release or discard them, or set them aside to await a correction.',
    );
  // The import is locked: while its calls are claimed, nobody changes its rows.
  const ofRows = tx.beside(async (reader) => ({
    sums: await sumRows(reader, sheet.importId),
    digests: await digestRows(reader, sheet.importId),
  }));
  if (!(await claimCalls(tx, sheet.importId, sheet.locationId))) {
    await refresh(tx, sheet);
    throw new Refusal('new-duplicates', callsMoved(await unresolvedDuplicates(tx, sheet.importId)));
  }
  try {
    const { sums, digests } = await ofRows();
    const totals = await recount(tx, { importId: sheet.importId, sheetId: sheet.id }, sums);
    const checks = sheetChecks(totals, await expectations(tx, sheet.importId));
    const wrong = checks.filter(({ check, ok }) => !ok && !sheet.explanations[check]);
    if (wrong.length > 0)
      throw new Refusal(
        'mismatch-not-explained',
        wrong
          .map(({ check, expected, found }) => `${checkWords[check]}: ${expected} expected, ${found} found.`)
          .join(' '),
      );
    requireAcknowledged(leftoversOf(totals), acknowledge);
    const digest = await sheetDigest(tx, sheet.id, digests);
    await completeSheet(tx, sheet, { personId, digest, acknowledged: acknowledge });
  } catch (error) {
    if (error instanceof Refusal) await releaseClaims(tx, sheet);
    throw error;
  }
}

const rowsOf = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;

const callsMoved = (heldNow: number): string =>
  heldNow > 0
    ? `In the meantime, other sheets have claimed or released calls of this one: ${rowsOf(heldNow)} ` +
      `${heldNow === 1 ? 'is' : 'are'} held now. Resolve ${heldNow === 1 ? 'it' : 'them'}, then complete ` +
      'the sheet again.'
    : 'In the meantime, other sheets have claimed or released calls of this one: its rows were matched again. ' +
      'Review it, then complete it again.';

function requireAcknowledged(leftovers: Leftovers, acknowledged: Leftovers | null): void {
  if (leftovers.rows === 0 && !acknowledged) return;
  const same =
    acknowledged && acknowledged.rows === leftovers.rows && sameAmount(acknowledged.amount, leftovers.amount);
  if (!same)
    throw new Refusal(
      'leftovers-not-acknowledged',
      `${rowsOf(leftovers.rows)} worth ${leftovers.amount} will not be billed by this sheet (without an ` +
        'Account, unreadable, or awaiting a correction): ' +
        `acknowledge { "rows": ${leftovers.rows}, "amount": "${leftovers.amount}" }, or resolve them.`,
    );
}

async function approve(
  tx: Transaction,
  sheet: SheetHead,
  { personId, digest }: { personId: string; digest: string | null },
): Promise<void> {
  await refuseOwnWork(tx, sheet, personId);
  if (digest !== sheet.digest)
    throw new Refusal('digest-differs', 'The sheet has changed since you saw it: review it again.');
  await approveSheet(tx, sheet, personId);
}

async function reject(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  await refuseOwnWork(tx, sheet, personId);
  await giveBack(tx, sheet, personId);
}

async function refuseOwnWork(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  if (await isOwnWork(tx, sheet, personId)) throw new Refusal('own-work', ownWork);
}

async function giveBack(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  await givingClaimsBack(tx, sheet, personId, async () => {
    await backToDraft(tx, sheet);
    await refresh(tx, sheet);
  });
}

async function cancel(tx: Transaction, sheet: SheetHead, personId: string): Promise<void> {
  await givingClaimsBack(tx, sheet, personId, () => cancelSheet(tx, sheet));
}

/** Those calls are no longer held as duplicates in other drafts of the Location, so the drafts are rematched. */
async function givingClaimsBack(
  tx: Transaction,
  sheet: SheetHead,
  personId: string,
  work: () => Promise<void>,
): Promise<void> {
  const held = sheet.state === 'completed';
  if (held) {
    await recordFreedCalls(tx, sheet, personId);
    await releaseClaims(tx, sheet);
  }
  await work();
  if (held) await rematchOpenImports(tx, sheet.locationId, { freedBy: sheet.importId });
}

async function refresh(tx: Transaction, sheet: SheetHead): Promise<void> {
  await matchAgain(tx, { id: sheet.importId, locationId: sheet.locationId });
  await recount(tx, { importId: sheet.importId, sheetId: sheet.id });
}

/** Cancels an import that has no sheet yet; a reading in progress finds out at its next chunk. */
async function cancelImport(tx: Transaction, found: ImportHead): Promise<void> {
  const reason = whyNotWithImport.cancel(found.status);
  if (reason) throw new Refusal('wrong-state', reason);
  await setImportStatus(tx, found.id, 'cancelled');
}
