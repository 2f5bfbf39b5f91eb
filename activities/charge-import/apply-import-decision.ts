import { requireSheetState, sheetRules } from '../../domain/sheets/batch-sheet';
import { ConservationBroken } from '../../domain/imports/conservation';
import type { DecisionRecord, DecisionResult, SheetDecision } from '../../domain/people/decision';
import { Refusal } from '../../domain/refusal';
import { mayAct, type Person } from '../../domain/people/roles';
import type { Database, Transaction } from '../../prisma/client/database';
import { recordAudit } from '../../prisma/repositories/people/audit';
import { constraintOf } from '../../prisma/client/constraint';
import { importStatus, lockImport, type ImportHead } from '../../prisma/repositories/imports/imports';
import { findPerson } from '../../prisma/repositories/people/persons';
import { findLockedSheet, requireSeen, type SheetHead } from '../../prisma/repositories/sheets/sheets';
import type { ChargeImportInput, ImportDecisionOutcome } from '../../workflows/charge-import/contract';
import type { DecideInput } from '../../workflows/decision/contract';
import { whileReporting } from '../progress';
import { refused, applyOnce } from '../apply-once';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';
import { cancelImport, transitions } from './transitions';

/**
 * Applies a person's decision about an import, once: rights, state and four eyes are checked in the transaction that
 * makes the change. Told again, it gives the first answer again.
 */
export function applyImportDecisionActivity(dependencies: ImportDependencies) {
  return async function applyImportDecision({
    importId,
    decisionId,
  }: ChargeImportInput & DecideInput): Promise<ImportDecisionOutcome> {
    const decide = (tx: Transaction) =>
      applyOnce(
        tx,
        decisionId,
        (decision) => decision.importId === importId,
        async (decision) => {
          const person = await findPerson(tx, decision.personId);
          const found = await lockImport(tx, importId);
          const sheet = await findLockedSheet(tx, importId);
          return attempt(tx, { decision, person, found, sheet });
        },
      );
    return whileReporting(dependencies, async (database) => {
      const outcome = await database.transaction(decide).catch(refusedByDatabase(database, decisionId));
      return { ...outcome, progress: await importProgress({ ...dependencies, database }, importId) };
    });
  };
}

interface Subject {
  decision: DecisionRecord;
  person: Person | null;
  found: ImportHead;
  sheet: SheetHead | null;
}

async function attempt(
  tx: Transaction,
  { decision, person, found, sheet }: Subject,
): Promise<DecisionResult> {
  const kind = decision.kind as SheetDecision;
  try {
    checkPerson(kind, person, found, sheet);
    if (sheet) requireSeen(sheet, (decision.details.seenVersion as number | undefined) ?? null);
    await tx.query('SAVEPOINT before_transition');
    if (kind === 'cancel' && !sheet) await cancelImport(tx, found);
    else {
      requireSheetState(kind, sheet?.state ?? null);
      await transitions[kind](tx, sheet as SheetHead, decision);
    }
  } catch (error) {
    if (error instanceof ConservationBroken) {
      // Found half-way, such as when a sheet that goes back to draft is counted again: then nothing of it is kept.
      await tx.query('ROLLBACK TO SAVEPOINT before_transition');
      return refused('conservation-broken', error.message, await importStatus(tx, found.id));
    }
    if (!(error instanceof Refusal)) throw error;
    return refused(error.problem, error.message, await importStatus(tx, found.id));
  }
  await recordAudit(tx, {
    personId: decision.personId,
    action: `sheet.${kind}`,
    subject: `import:${found.id}`,
    detail: { decisionId: decision.id, ...decision.details },
  });
  return { result: 'applied', problem: null, detail: null, state: await importStatus(tx, found.id) };
}

/** Rules about who may decide and when, as the database holds them: see the migration `guards`. */
const guards = /^(approval|batch_sheet)_/;

/** A rule of the database is the last guard: what it refuses is refused for good, not tried again. */
function refusedByDatabase(database: Database, decisionId: string) {
  return (error: unknown): Promise<DecisionResult> => {
    const constraint = constraintOf(error);
    if (constraint === null || !guards.test(constraint)) throw error;
    const outcome = refused('forbidden', `The database refuses it (${constraint}).`, 'unchanged');
    return database.transaction((tx) =>
      applyOnce(
        tx,
        decisionId,
        () => true,
        () => Promise.resolve(outcome),
      ),
    );
  };
}

function checkPerson(
  kind: SheetDecision,
  person: Person | null,
  found: ImportHead,
  sheet: SheetHead | null,
): void {
  const rule = sheetRules[kind];
  if (!person || !mayAct(person, rule.needs, found.locationId))
    throw new Refusal('forbidden', `This person may not ${kind} at the location.`);
  if (rule.human && person.kind !== 'human') throw new Refusal('forbidden', `A machine may not ${kind}.`);
  if (kind === 'withdraw' && sheet?.completedBy !== person.id)
    throw new Refusal(
      'forbidden',
      'Only who completed the sheet can withdraw it: reject or reopen it instead.',
    );
}
