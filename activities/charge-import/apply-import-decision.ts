import { sheetRules, whyNotPerson } from '../../domain/sheets/sheet-rules';
import { ConservationBroken } from '../../domain/imports/conservation';
import type { DecisionRecord, DecisionResult, SheetDecisionKind } from '../../domain/people/decision';
import { mayAct, type Person } from '../../domain/people/roles';
import { Refusal } from '../../domain/refusal';
import { constraintOf } from '../../prisma/client/constraint';
import { type Database, savepoint, type Transaction } from '../../prisma/client/database';
import { type ImportHead, importStatus, lockImport } from '../../prisma/repositories/imports/imports';
import { recordAudit } from '../../prisma/repositories/people/audit';
import { findPerson } from '../../prisma/repositories/people/persons';
import { findLockedSheet, requireSeen, type SheetHead } from '../../prisma/repositories/sheets/sheets';
import type { ChargeImportInput, ImportDecisionOutcome } from '../../workflows/charge-import/contract';
import type { DecideInput } from '../../workflows/decision/contract';
import { applyOnce, auditOf, type DecisionAbout, originOf, refused } from '../apply-once';
import { whileReporting } from '../progress';
import type { ImportDependencies } from './dependencies';
import { importProgress } from './import-progress';
import { applyTransition } from './transitions';

/**
 * Applies a person's decision about an import once: rights, state and the four-eyes rule are checked in the transaction
 * that makes the change. Called again, it returns the first outcome.
 */
export function applyImportDecisionActivity(dependencies: ImportDependencies) {
  return async function applyImportDecision({
    importId,
    decisionId,
  }: ChargeImportInput & DecideInput): Promise<ImportDecisionOutcome> {
    const isOurs = (record: DecisionRecord): record is DecisionAbout<'import'> =>
      record.decision.about === 'import' && record.decision.importId === importId;
    const decide = (tx: Transaction) => applyOnce(tx, { decisionId, isOurs, apply: attemptIn(tx) });
    return whileReporting(dependencies, async (database) => {
      const outcome = await database.transaction(decide).catch(refusedByDatabase(database, decisionId));
      return { ...outcome, progress: await importProgress({ ...dependencies, database }, importId) };
    });
  };
}

const attemptIn =
  (tx: Transaction) =>
  async (record: DecisionAbout<'import'>): Promise<DecisionResult> => {
    const { decision, personId } = record;
    const person = await findPerson(tx, personId);
    const found = await lockImport(tx, decision.importId);
    const sheet = await findLockedSheet(tx, decision.importId);
    try {
      checkPerson(decision.kind, person, found, sheet);
      if (sheet) requireSeen(sheet, decision.seenVersion ?? null);
      // What was learned on the way to a Refusal is kept, such as which calls are held now.
      const refusal = await savepoint(tx, () =>
        applyTransition(tx, { found, sheet, decision, personId }).then(() => null, unlessRefused),
      );
      if (refusal) throw refusal;
    } catch (error) {
      const state = await importStatus(tx, found.id);
      // Found half-way, for instance when a sheet that returns to draft is recounted: then none of it is kept.
      if (error instanceof ConservationBroken) return refused('conservation-broken', error.message, state);
      if (error instanceof Refusal) return refused(error.problem, error.message, state);
      throw error;
    }
    const state = await importStatus(tx, found.id);
    const after = { status: state, ...(await sheetFacts(tx, found.id)) };
    const before = { status: found.status, ...(sheet && factsOf(sheet)) };
    await recordAudit(tx, { ...auditOf(record), before, after }, originOf(tx, record));
    return { result: 'applied', problem: null, detail: null, state };
  };

const factsOf = ({ state, revision, digest }: SheetHead) => ({ state, revision, digest });

async function sheetFacts(tx: Transaction, importId: string) {
  const sheet = await findLockedSheet(tx, importId);
  return sheet && factsOf(sheet);
}

function unlessRefused(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** Rules about who may decide and when, as the database holds them: see the migration `guards`. */
const guards = /^(approval|batch_sheet)_/;

/** A database rule is the last guard: what it refuses is refused for good and not retried. */
function refusedByDatabase(database: Database, decisionId: string) {
  return (error: unknown): Promise<DecisionResult> => {
    const constraint = constraintOf(error);
    if (constraint === null || !guards.test(constraint)) throw error;
    const outcome = refused('forbidden', `A rule of the database refused it (${constraint}).`, 'unchanged');
    const any = (_record: DecisionRecord): _record is DecisionRecord => true;
    return database.transaction((tx) =>
      applyOnce(tx, { decisionId, isOurs: any, apply: () => Promise.resolve(outcome) }),
    );
  };
}

function checkPerson(
  kind: SheetDecisionKind,
  person: Person | null,
  found: ImportHead,
  sheet: SheetHead | null,
): void {
  const rule = sheetRules[kind];
  if (!person || !mayAct(person, rule.needs, found.locationId))
    throw new Refusal('forbidden', `This person may not ${kind} at the location.`);
  const reason = whyNotPerson(kind, person, sheet);
  if (reason) throw new Refusal('forbidden', reason);
}
