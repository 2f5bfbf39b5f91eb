import type { SheetDecisionKind } from '../people/decision';
import type { Act, Person } from '../people/roles';
import { Refusal } from '../refusal';
import type { SheetState } from './sheet-states';

interface Rule {
  from: readonly SheetState[];
  needs: Act;
  /** Reserved for humans. */
  human: boolean;
}

/** Who may make which transition from which state. The table is in docs/charge-import.md. */
export const sheetRules: Record<SheetDecisionKind, Rule> = {
  complete: { from: ['draft'], needs: 'edit-charges', human: true },
  reopen: { from: ['completed'], needs: 'edit-charges', human: false },
  withdraw: { from: ['completed'], needs: 'edit-charges', human: false },
  approve: { from: ['completed'], needs: 'approve', human: true },
  reject: { from: ['completed'], needs: 'approve', human: true },
  cancel: { from: ['draft', 'completed'], needs: 'edit-charges', human: false },
};

/** @param state null if the import has no sheet yet. @returns null if the state fits. */
export function whyNotInState(kind: SheetDecisionKind, state: SheetState | null): string | null {
  const { from } = sheetRules[kind];
  if (state !== null && from.includes(state)) return null;
  const now = state === null ? 'There is no batch sheet yet' : `The batch sheet is ${state}`;
  return `${now}: to ${kind} it, it must be ${from.join(' or ')}.`;
}

/**
 * @param state null if the import has no sheet yet.
 * @throws Refusal wrong-state if the decision cannot be made from there.
 */
export function requireSheetState(kind: SheetDecisionKind, state: SheetState | null): void {
  const reason = whyNotInState(kind, state);
  if (reason) throw new Refusal('wrong-state', reason);
}

/** Why this person may not make the decision, though their role might allow it; null if they may. */
export function whyNotPerson(
  kind: SheetDecisionKind,
  person: Pick<Person, 'id' | 'kind'>,
  sheet: { completedBy: string | null } | null,
): string | null {
  if (sheetRules[kind].human && person.kind !== 'human') return `A machine may not ${kind} a batch sheet.`;
  if (kind === 'withdraw' && sheet?.completedBy !== person.id)
    return 'Only the person who completed the sheet can withdraw it: reject or reopen it instead.';
  return null;
}

/** Four eyes: whoever has worked on a sheet no longer decides about it. */
export const ownWork =
  'You uploaded, edited or completed this sheet, or changed what its rows are matched by. Somebody else must decide.';
